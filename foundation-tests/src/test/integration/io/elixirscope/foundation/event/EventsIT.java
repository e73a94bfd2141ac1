package io.elixirscope.foundation.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.telemetry.Emission;
import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EventsIT {
    private final ManualClock clock = new ManualClock(EventSamples.START);
    private final ServerRuntime runtime = EventRuntime.of(clock.scheduler());
    private final EventStore store = new MemoryEventStore(clock.scheduler(), MemoryLimits.DEFAULT);
    private final Events events = new Events(
            store,
            new EventSettings("/node-1", "node-1", () -> 42, clock.scheduler(), runtime.telemetry(), runtime.errors()));

    @AfterEach
    void end() {
        runtime.timers().close();
    }

    private List<Emission> listen(String name) {
        List<Emission> heard = new ArrayList<>();
        runtime.telemetry().attach("test-" + name, name, heard::add);
        return heard;
    }

    @Test
    void fillsInWhereAndWhen() {
        Event event = events.event("order.placed").data(Value.of(1)).buildOrThrow();
        assertThat(event.source()).isEqualTo("/node-1");
        assertThat(event.node()).isEqualTo("node-1");
        assertThat(event.configVersion()).isEqualTo(42);
        assertThat(event.time()).isEqualTo(EventSamples.START);
        assertThat(event.origin()).isEqualTo(Thread.currentThread().getName());
        assertThat(event.correlationId()).isEmpty();
        assertThat(event.causeId()).isEmpty();
    }

    @Test
    void findsTheCauseOfItsOwnSourceFirst() {
        Event own = Event.builder("c", "/node-1", "t", EventSamples.START).buildOrThrow();
        Event other = Event.builder("c", "/other", "t", EventSamples.START).buildOrThrow();
        Event only = Event.builder("d", "/other", "t", EventSamples.START).buildOrThrow();
        store.appendAll(List.of(own, other, only)).orElseThrow();
        assertThat(events.cause(events.event("e").causeId("c").buildOrThrow())
                        .orElseThrow()
                        .event())
                .isEqualTo(own);
        assertThat(events.cause(events.event("e").causeId("d").buildOrThrow())
                        .orElseThrow()
                        .event())
                .isEqualTo(only);
        Event stranger = Event.builder("e", "/third", "t", EventSamples.START)
                .causeId("c")
                .buildOrThrow();
        assertThat(events.cause(stranger))
                .isInstanceOfSatisfying(
                        Result.Err.class,
                        refused -> assertThat(refused.error().message()).contains("/node-1", "/other"));
        assertThat(events.cause(own).succeeded()).isFalse();
    }

    record Odd(Thread thread) {}

    @Test
    void tellsThatAnObjectWasKeptAsJsonText() {
        List<Emission> heard = listen("elixir_scope.event.fallback");
        events.append(events.event("odd").data(new Odd(null)).buildOrThrow()).orElseThrow();
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst().attributes()).containsEntry("type", "odd");
    }

    @Test
    void recordsAnObjectOfAKnownType() {
        record Shipped(String order, int parcels) {}
        EventType<Shipped> shipped = EventType.of("order.shipped", Shipped.class);
        events.record(shipped, new Shipped("o-1", 2)).orElseThrow();
        Event event = EventSamples.events(store).getFirst();
        assertThat(shipped.read(event)).isEqualTo(Result.ok(new Shipped("o-1", 2)));
    }

    @Test
    void fillsInTheOperationAndItsCause() {
        Event cause = events.event("order.placed").buildOrThrow();
        ErrorContext context =
                Events.causedBy(ErrorContext.root("ship", clock::nanos, () -> 1).withCorrelationId("op-1"), cause);
        Event effect = context.call(() -> events.event("order.shipped").buildOrThrow());
        assertThat(effect.correlationId()).contains("op-1");
        assertThat(effect.causeId()).contains(cause.id());
    }

    @Test
    void takesAnExplicitCause() {
        Event cause = events.event("a").correlationId("op").buildOrThrow();
        Event effect = events.event("b").causedBy(cause).buildOrThrow();
        assertThat(effect.causeId()).contains(cause.id());
        assertThat(effect.correlationId()).contains("op");
    }

    @Test
    void makesIdsThatGrowThoughTheClockStepsBack() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            ids.add(events.event("a").buildOrThrow().id());
            if (i % 5_000 == 2_500) {
                clock.setWallTime(EventSamples.START.minusSeconds(i));
            }
        }
        assertThat(ids).isSorted().hasSize(20_000);
        assertThat(new HashSet<>(ids)).hasSize(20_000);
        assertThat(ids)
                .allMatch(id -> id.matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    }

    @Test
    void tellsWhatWasStored() {
        List<Emission> stored = listen("elixir_scope.event.stored");
        events.record("order.placed", Value.of(1)).orElseThrow();
        events.appendAll(List.of(EventSamples.numbered(1), EventSamples.numbered(2)))
                .orElseThrow();
        assertThat(stored).hasSize(2);
        assertThat(stored.get(0).attributes()).isEqualTo(Map.of("type", "order.placed", "outcome", "ok", "count", 1));
        assertThat(stored.get(1).attributes()).isEqualTo(Map.of("type", "sample.made", "outcome", "ok", "count", 2));
    }

    @Test
    void tellsAndRecordsWhatWasRefused() {
        List<Emission> refused = listen("elixir_scope.event.refused");
        List<Emission> errors = listen("elixir_scope.error.occurred");
        events.append(EventSamples.numbered(1)).orElseThrow();
        Result<Appended> answer =
                events.append(EventSamples.numbered(1).toBuilder().node("other").buildOrThrow());
        assertThat(answer.succeeded()).isFalse();
        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst().attribute("code")).isEqualTo("D206");
        assertThat(errors).hasSize(1);
    }

    @Test
    void refusesATypeThatBreaksTheRules() {
        List<Emission> refused = listen("elixir_scope.event.refused");
        Result<Appended> answer = events.record("", Value.of(1));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Result.Err.class,
                        failed -> assertThat(failed.error().type()).isEqualTo(FoundationErrorType.VALIDATION_FAILED));
        assertThat(refused).hasSize(1);
    }

    @Test
    void refusesSettingsThatNoEventCouldHave() {
        assertThatThrownBy(() -> new EventSettings(
                        "no uri", "n", () -> 0, clock.scheduler(), runtime.telemetry(), runtime.errors()))
                .isInstanceOf(FoundationException.class)
                .hasMessageContaining("no uri");
    }

    @Test
    void isAvailableUntilTheStoreIsClosed() {
        assertThat(events.available()).isTrue();
        store.close();
        assertThat(events.available()).isFalse();
    }

    @Test
    void readsWhatItAppended() {
        clock.advance(Duration.ofSeconds(1));
        Event event = events.event("a").correlationId("op").buildOrThrow();
        long position = events.append(event).orElseThrow().position();
        assertThat(events.get(event.id()).orElseThrow())
                .isEqualTo(new StoredEvent(position, EventSamples.START.plusSeconds(1), event));
        assertThat(events.get(event.identity()).succeeded()).isTrue();
        assertThat(events.query(EventQuery.all()).orElseThrow().hasNext()).isTrue();
        assertThat(events.read(position).orElseThrow().next().event()).isEqualTo(event);
        assertThat(events.trace("op").orElseThrow().events()).isEqualTo(1);
        assertThat(events.stats().events()).isEqualTo(1);
    }
}
