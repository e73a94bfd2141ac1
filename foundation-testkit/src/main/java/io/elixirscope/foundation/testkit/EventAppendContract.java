package io.elixirscope.foundation.testkit;

import static io.elixirscope.foundation.error.FoundationErrorType.DATA_TOO_LARGE;
import static io.elixirscope.foundation.error.FoundationErrorType.DUPLICATE_ID;
import static io.elixirscope.foundation.error.FoundationErrorType.INCARNATION_FENCED;
import static io.elixirscope.foundation.error.FoundationErrorType.SERVICE_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Appended;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.EventIdentity;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Sentences about appending: positions, identity, batches, bounds, fencing, threads.
abstract class EventAppendContract extends EventStoreFixture {
    @Test
    void givesPositionsFromOneWithoutGaps() {
        assertThat(append(event("a"))).isEqualTo(1);
        assertThat(append(event("b"))).isEqualTo(2);
        assertThat(append(event("c"))).isEqualTo(3);
    }

    @Test
    void givesBackExactlyWhatWasAppended() {
        Event event = builder("full")
                .subject("père/🦜")
                .correlationId("c-1")
                .causeId("cause")
                .node("node-1")
                .origin("server")
                .configVersion(7)
                .schemaVersion(3)
                .attribute("traceparent", "00-ab")
                .attribute("empty", "")
                .data(nested())
                .buildOrThrow();
        append(event);
        StoredEvent stored = store.get("full").orElseThrow();
        assertThat(stored.event()).isEqualTo(event);
        assertThat(stored.event().data()).isEqualTo(nested());
        assertThat(stored.event().attributes()).isEqualTo(event.attributes());
    }

    private static Value nested() {
        return Value.map(Map.of(
                "text", Value.of("\u0000 ß 漢 🦜"),
                "list", Value.list(Value.of(1), Value.of(-1.5), Value.ofNull(), Value.of(true)),
                "bytes", Value.of(new byte[] {0, -1, 127}),
                "at", Value.of(Instant.parse("1969-12-31T23:59:59.999999999Z"))));
    }

    @Test
    void recordsTheTimeOfTheStoresClock() {
        clock.advance(Duration.ofSeconds(5));
        append(event("a"));
        assertThat(store.get("a").orElseThrow().recordedAt()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void keepsTimesToTheNanosecondAndBeforeTheEpoch() {
        Instant early = Instant.parse("0001-01-01T00:00:00.000000001Z");
        append(Event.builder("early", "/kit", "kit.happened", early).buildOrThrow());
        assertThat(store.get("early").orElseThrow().event().time()).isEqualTo(early);
    }

    @Test
    void answersTheSameEventAgainWithItsOldPosition() {
        append(event("a"));
        append(event("b"));
        assertThat(store.append(event("a"))).isEqualTo(Result.ok(new Appended(1, true)));
        assertThat(store.stats().lastPosition()).isEqualTo(2);
        assertThat(ids(all())).containsExactly("a", "b");
    }

    @Test
    void refusesAnIdentityWithOtherContent() {
        append(event("a"));
        Result<Appended> refused = store.append(builder("a").data(Value.of(1)).buildOrThrow());
        assertRefused(refused, DUPLICATE_ID);
        assertThat(message(refused)).contains("a", "/kit", "position 1");
        assertThat(store.get("a").orElseThrow().event()).isEqualTo(event("a"));
    }

    @Test
    void tellsContentApartByEveryField() {
        append(event("a"));
        List<Event> others = List.of(
                builder("a").subject("s").buildOrThrow(),
                builder("a").correlationId("c").buildOrThrow(),
                builder("a").causeId("c").buildOrThrow(),
                builder("a").node("n").buildOrThrow(),
                builder("a").origin("o").buildOrThrow(),
                builder("a").configVersion(1).buildOrThrow(),
                builder("a").schemaVersion(2).buildOrThrow(),
                builder("a").attribute("x", "y").buildOrThrow(),
                Event.builder("a", "/kit", "other.type", START).buildOrThrow(),
                Event.builder("a", "/kit", "kit.happened", START.plusNanos(1)).buildOrThrow());
        for (Event other : others) {
            assertRefused(store.append(other), DUPLICATE_ID);
        }
        assertThat(store.stats().rejected()).isEqualTo(others.size());
    }

    @Test
    void takesTheSameIdFromAnotherSource() {
        append(event("a"));
        Event other = Event.builder("a", "/other", "kit.happened", START).buildOrThrow();
        assertThat(append(other)).isEqualTo(2);
        assertThat(store.get(new EventIdentity("/other", "a")).orElseThrow().event())
                .isEqualTo(other);
    }

    @Test
    void appendsABatchAtConsecutivePositions() {
        append(event("first"));
        List<Appended> answers = store.appendAll(numbered(1, 100)).orElseThrow();
        assertThat(answers)
                .isEqualTo(IntStream.rangeClosed(2, 101)
                        .mapToObj(position -> new Appended(position, false))
                        .toList());
        assertThat(ids(all()).subList(1, 101))
                .isEqualTo(numbered(1, 100).stream().map(Event::id).toList());
    }

    @Test
    void appendsAnEmptyBatch() {
        assertThat(store.appendAll(List.of())).isEqualTo(Result.ok(List.of()));
        assertThat(store.stats().lastPosition()).isZero();
    }

    @Test
    void refusesAWholeBatchForOneTakenIdentity() {
        append(event("e-50"));
        assertRefused(store.appendAll(numbered(1, 100)), DUPLICATE_ID);
        assertThat(ids(all())).containsExactly("e-50");
        assertThat(append(event("next"))).isEqualTo(2);
    }

    @Test
    void refusesAWholeBatchThatContradictsItself() {
        List<Event> batch =
                List.of(event("a"), event("b"), builder("a").node("n").buildOrThrow());
        assertRefused(store.appendAll(batch), DUPLICATE_ID);
        assertThat(all()).isEmpty();
    }

    @Test
    void answersARepetitionInsideABatch() {
        append(event("old"));
        Result<List<Appended>> answers = store.appendAll(List.of(event("a"), event("old"), event("a"), event("b")));
        assertThat(answers)
                .isEqualTo(Result.ok(List.of(
                        new Appended(2, false), new Appended(1, true), new Appended(2, true), new Appended(3, false))));
        assertThat(ids(all())).containsExactly("old", "a", "b");
    }

    @Test
    void takesAnEventOfTheLargestSize() {
        Event largest = sized(EventStore.MAX_EVENT_BYTES);
        assertThat(largest.fullSize()).isEqualTo(EventStore.MAX_EVENT_BYTES);
        append(largest);
        assertThat(store.get("sized").orElseThrow().event()).isEqualTo(largest);
    }

    @Test
    void refusesALargerEvent() {
        Result<Appended> refused = store.append(sized(EventStore.MAX_EVENT_BYTES + 1));
        assertRefused(refused, DATA_TOO_LARGE);
        assertThat(message(refused)).contains("1000001", "1000000");
        assertThat(store.stats().rejected()).isEqualTo(1);
        assertThat(all()).isEmpty();
    }

    @Test
    void givesBackWhatIsKeptDeflated() {
        Event large =
                builder("large").data(Value.of("work and play ".repeat(10_000))).buildOrThrow();
        assertThat(large.encodedSize()).isLessThan(large.fullSize() / 10);
        append(large);
        assertThat(store.get("large").orElseThrow().event()).isEqualTo(large);
        assertThat(store.append(large)).isEqualTo(Result.ok(new Appended(1, true)));
    }

    private static Event sized(int bytes) {
        int rest = bytes
                - builder("sized")
                        .data(Value.of(new byte[500_000]))
                        .buildOrThrow()
                        .fullSize();
        return builder("sized").data(Value.of(new byte[500_000 + rest])).buildOrThrow();
    }

    @Test
    void refusesABatchOfTooManyEvents() {
        List<Event> batch = Collections.nCopies(EventStore.MAX_BATCH_EVENTS + 1, event("a"));
        assertRefused(store.appendAll(batch), DATA_TOO_LARGE);
        assertThat(all()).isEmpty();
    }

    @Test
    void refusesABatchOfTooManyBytes() {
        Value half = Value.of(new byte[900_000]);
        List<Event> batch = IntStream.range(0, 19)
                .mapToObj(i -> builder("big-" + i).data(half).buildOrThrow())
                .toList();
        assertRefused(store.appendAll(batch), DATA_TOO_LARGE);
        assertThat(store.appendAll(batch.subList(0, 18)).succeeded()).isTrue();
        assertThat(positions(all())).hasSize(18);
    }

    @Test
    void copiesTheBatchItIsGiven() {
        List<Event> batch = new ArrayList<>(List.of(event("a"), event("b")));
        store.appendAll(batch).orElseThrow();
        batch.clear();
        assertThat(ids(all())).containsExactly("a", "b");
    }

    @Test
    void losesNothingOfManyThreads() throws InterruptedException {
        Crowd crowd = new Crowd(8);
        crowd.run(thread -> {
            for (int i = 0; i < 250; i++) {
                append(builder("t" + thread + "-" + i).data(Value.of(i)).buildOrThrow());
            }
        });
        List<StoredEvent> found = all();
        assertThat(crowd.failures()).isEmpty();
        assertThat(positions(found))
                .isEqualTo(
                        IntStream.rangeClosed(1, 2_000).mapToObj(Long::valueOf).toList());
        assertThat(new HashSet<>(ids(found))).hasSize(2_000);
    }

    @Test
    void keepsTheOrderOfEachThreadAndBatchesWhole() throws InterruptedException {
        Crowd crowd = new Crowd(8);
        crowd.run(thread -> {
            for (int i = 0; i < 40; i++) {
                String prefix = "t" + thread + "-" + i + "-";
                store.appendAll(List.of(event(prefix + 0), event(prefix + 1), event(prefix + 2)))
                        .orElseThrow();
            }
        });
        List<String> ids = ids(all());
        assertThat(crowd.failures()).isEmpty();
        assertThat(ids).hasSize(960);
        for (int thread = 0; thread < 8; thread++) {
            String own = "t" + thread + "-";
            List<String> sequence =
                    ids.stream().filter(id -> id.startsWith(own)).toList();
            assertThat(sequence)
                    .isEqualTo(IntStream.range(0, 120)
                            .mapToObj(i -> own + i / 3 + "-" + i % 3)
                            .toList());
        }
        for (int i = 0; i < ids.size(); i += 3) {
            assertThat(ids.get(i + 2))
                    .startsWith(ids.get(i).substring(0, ids.get(i).length() - 1));
        }
    }

    @Test
    void givesOneOfManyEqualAppendsThePosition() throws InterruptedException {
        List<Appended> answers = Collections.synchronizedList(new ArrayList<>());
        Crowd crowd = new Crowd(8);
        crowd.run(_ -> answers.add(store.append(event("same")).orElseThrow()));
        assertThat(crowd.failures()).isEmpty();
        assertThat(answers).hasSize(8).allMatch(answer -> answer.position() == 1);
        assertThat(answers.stream().filter(answer -> !answer.duplicate())).hasSize(1);
    }

    @Test
    void goesOnWhenTheAppendingThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        Result<Appended> answer = store.append(event("a"));
        boolean kept = Thread.interrupted();
        assertThat(kept).isTrue();
        assertThat(answer).isEqualTo(Result.ok(new Appended(1, false)));
        assertThat(append(event("b"))).isEqualTo(2);
        assertThat(ids(all())).containsExactly("a", "b");
    }

    @Test
    void refusesWhatAFencedIncarnationAppends() {
        FencedServer server = new FencedServer();
        Result<Appended> early = server.whileAlive(() -> store.append(event("alive")));
        Result<Appended> late = server.onceFenced(() -> store.append(event("late")), store::fence);
        assertThat(early.succeeded()).isTrue();
        assertRefused(late, INCARNATION_FENCED);
        assertThat(ids(all())).containsExactly("alive");
    }

    @Test
    void takesWhatOthersAppendAfterAFence() {
        FencedServer server = new FencedServer();
        assertRefused(server.onceFenced(() -> store.append(event("late")), store::fence), INCARNATION_FENCED);
        assertThat(append(event("other"))).isEqualTo(1);
    }

    @Test
    void refusesAppendsOnceClosed() {
        append(event("a"));
        store.close();
        assertRefused(store.append(event("b")), SERVICE_UNAVAILABLE);
        assertRefused(store.appendAll(List.of(event("b"))), SERVICE_UNAVAILABLE);
    }
}
