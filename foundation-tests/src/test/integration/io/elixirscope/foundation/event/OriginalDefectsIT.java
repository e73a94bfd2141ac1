package io.elixirscope.foundation.event;

import static io.elixirscope.foundation.event.EventSamples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventQuery.Order;
import io.elixirscope.foundation.testkit.EventStoreContract;
import io.elixirscope.foundation.testkit.FoundationExtension;
import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the Elixir original did wrong with events, shown absent. The numbers are those of the list
/// of its defects.
@ExtendWith(FoundationExtension.class)
final class OriginalDefectsIT {
    private final ManualClock clock = new ManualClock(START);

    private MemoryEventStore store(int maxEvents) {
        return new MemoryEventStore(
                clock.scheduler(), new MemoryLimits(maxEvents, 64 * 1024 * 1024, Duration.ofHours(1)));
    }

    private static Event event(String id) {
        return Event.builder(id, "/s", "t", START).correlationId("c").buildOrThrow();
    }

    @Test
    void defect3_oneBadArgumentLosesNoEvent() {
        try (var foundation = Foundation.builder().start().orElseThrow()) {
            Events events = foundation.events();
            events.record("a", Value.of(1)).orElseThrow();
            assertThatThrownBy(() -> events.append((Event) null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> events.query(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> EventQuery.builder().limit(-10)).isInstanceOf(IllegalArgumentException.class);
            assertThat(events.record("", Value.of(1)).succeeded()).isFalse();
            assertThat(events.count(EventQuery.builder().type("a").build())).isEqualTo(Result.ok(1L));
            assertThat(foundation.available()).isTrue();
        }
    }

    @Test
    void defect9_theLimitsOfEventsAndAgeHold() {
        try (EventStore store = store(100)) {
            IntStream.range(0, 150).forEach(i -> store.append(event("e-" + i)).orElseThrow());
            assertThat(store.stats().events()).isEqualTo(100);
            clock.advance(Duration.ofHours(2));
            store.append(event("late")).orElseThrow();
            assertThat(store.stats().events()).isEqualTo(1);
        }
    }

    @Test
    void defect10_theNewestAreTheNewest() {
        try (EventStore store = store(1_000)) {
            IntStream.range(0, 50).forEach(i -> store.append(event("e-" + i)).orElseThrow());
            EventQuery newest = EventQuery.builder().order(Order.DESC).limit(3).build();
            try (EventCursor cursor = store.query(newest).orElseThrow()) {
                assertThat(cursor.next().event().id()).isEqualTo("e-49");
                assertThat(cursor.next().event().id()).isEqualTo("e-48");
            }
        }
    }

    @Test
    void defect11_eventsOfOneInstantKeepTheirOrder() {
        try (EventStore store = store(1_000)) {
            IntStream.range(0, 500).forEach(i -> store.append(event("e-" + i)).orElseThrow());
            EventTrace trace = store.trace("c").orElseThrow();
            assertThat(trace.roots().stream()
                            .map(node -> node.event().position())
                            .toList())
                    .isEqualTo(LongStream.rangeClosed(1, 500).boxed().toList());
        }
    }

    @Test
    void defect12_everyConditionCountsAndALimitOfZeroGivesNothing() {
        try (EventStore store = store(1_000)) {
            store.append(event("a")).orElseThrow();
            store.append(Event.builder("b", "/s", "t", START)
                            .correlationId("other")
                            .buildOrThrow())
                    .orElseThrow();
            assertThat(store.count(EventQuery.builder().correlationId("c").build()))
                    .isEqualTo(Result.ok(1L));
            assertThat(store.count(EventQuery.builder().limit(0).build())).isEqualTo(Result.ok(0L));
        }
    }

    @Test
    void defect13_aTakenIdIsRefusedAndNothingOverwritten() {
        try (EventStore store = store(1_000)) {
            store.append(event("a")).orElseThrow();
            Result<Appended> refused =
                    store.append(event("a").toBuilder().subject("other").buildOrThrow());
            assertThat(refused)
                    .isInstanceOfSatisfying(
                            Result.Err.class,
                            error -> assertThat(error.error().type()).isEqualTo(FoundationErrorType.DUPLICATE_ID));
            assertThat(store.get("a").orElseThrow().event()).isEqualTo(event("a"));
            assertThat(store.stats().rejected()).isEqualTo(1);
        }
    }

    record Odd(String name, Thread thread) {}

    @Test
    void defect14_whatWasKeptAsJsonReadsBack() {
        try (EventStore store = store(1_000)) {
            Event odd = event("odd").toBuilder().data(new Odd("n", null)).buildOrThrow();
            store.append(odd).orElseThrow();
            Value data = store.get("odd").orElseThrow().event().data();
            Value text = field(field(data, "$json"), "text");
            String json = text instanceof Value.TextValue(String content) ? content : "";
            assertThat(JsonText.read(json, ValueLimits.DEFAULT).toString()).contains("name", "n");
        }
    }

    private static Value field(Value map, String name) {
        return map instanceof Value.MapValue(var fields) ? fields.getOrDefault(name, Value.ofNull()) : Value.ofNull();
    }

    @Test
    void defect15_aStoreThatFailsSaysSo() {
        EventStore store = store(1_000);
        store.close();
        assertThat(store.append(event("a")).succeeded()).isFalse();
        assertThat(store.query(EventQuery.all()).succeeded()).isFalse();
        assertThat(store.health().reasons()).isNotEmpty();
    }

    @Test
    void defect40_hostileBytesAreBoundedAndDecodeToNothingElse() {
        Random random = new Random(40);
        for (int i = 0; i < 20_000; i++) {
            byte[] hostile = new byte[random.nextInt(200)];
            random.nextBytes(hostile);
            if (hostile.length > 1) {
                hostile[0] = (byte) (1 + random.nextInt(2));
                hostile[1] = (byte) random.nextInt(16);
            }
            if (Event.decode(hostile, 0, hostile.length) instanceof Result.Ok<Event>(Event event)) {
                try {
                    assertThat(event.data()).isNotNull();
                } catch (FoundationException corrupt) {
                    assertThat(corrupt.error().type()).isEqualTo(FoundationErrorType.DATA_CORRUPTION);
                }
            }
        }
    }

    @Test
    void defect41_aTimeIsAnInstantWhateverTheClockDoes() {
        try (EventStore store = store(1_000)) {
            Instant time = Instant.parse("2026-02-03T04:05:06.123456789Z");
            store.append(Event.builder("a", "/s", "t", time).buildOrThrow()).orElseThrow();
            StoredEvent stored = store.get("a").orElseThrow();
            assertThat(stored.event().time()).isEqualTo(time);
            assertThat(stored.recordedAt()).isEqualTo(START);
            assertThat(Event.builder("b", "/s", "t", Instant.MIN).build().succeeded())
                    .isFalse();
        }
    }

    /// The kits are abstract classes of tests: those that run them inherit every sentence.
    @Test
    void defect42_theContractsAreRunByBothStores() throws ClassNotFoundException {
        for (String test : List.of("MemoryEventStoreContractTest", "journal.FileEventStoreContractTest")) {
            Class<?> contract = Class.forName("io.elixirscope.foundation.event." + test);
            assertThat(contract.getSuperclass()).isEqualTo(EventStoreContract.class);
        }
    }

    @Test
    void defect44_theBytesThatAreToldAreTheBytesOfTheEvents() {
        try (EventStore store = store(1_000)) {
            Event small = event("small");
            byte[] noise = new byte[10_000];
            new Random(44).nextBytes(noise);
            Event large = event("large").toBuilder().data(Value.of(noise)).buildOrThrow();
            store.appendAll(List.of(small, large)).orElseThrow();
            assertThat(store.stats().bytes()).isEqualTo(small.encodedSize() + large.encodedSize());
        }
    }
}
