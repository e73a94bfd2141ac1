package io.elixirscope.foundation.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.journal.FileEventStore;
import io.elixirscope.foundation.event.journal.FileStoreOptions;
import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random operations on a store and on a list: both must answer the same. A failure names its seed.
final class EventStorePropertyTest {
    private static final int STEPS = 400;

    private final ManualClock clock = new ManualClock(EventSamples.START);

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void memoryAnswersLikeAList(long seed) {
        MemoryLimits limits = new MemoryLimits(100_000, 64L << 20, Duration.ofDays(1));
        try (EventStore store = new MemoryEventStore(clock.scheduler(), limits)) {
            play(seed, store, same -> same);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void filesAnswerLikeAListAcrossOpenings(long seed) {
        play(seed, open(), old -> {
            old.close();
            return open();
        });
    }

    @Test
    void memoryKeepsExactlyTheNewestOfItsLimits() {
        MemoryLimits limits = new MemoryLimits(37, 64L << 20, Duration.ofDays(1));
        Model model = new Model();
        try (EventStore store = new MemoryEventStore(clock.scheduler(), limits)) {
            Random random = new Random(9);
            for (int i = 0; i < 10_000; i++) {
                Event event = sample(random, 100_000);
                model.append(event);
                model.keep(37);
                store.append(event);
                if (i % 500 == 0) {
                    model.assertSame(store, random);
                }
            }
            model.assertSame(store, random);
        }
    }

    private EventStore open() {
        return FileEventStore.open(temp, FileStoreOptions.of(clock.scheduler()).withSegmentBytes(4_096))
                .orElseThrow();
    }

    private void play(long seed, EventStore opened, UnaryOperator<EventStore> reopen) {
        Random random = new Random(seed);
        Model model = new Model();
        EventStore store = opened;
        for (int step = 0; step < STEPS; step++) {
            int choice = random.nextInt(20);
            if (choice < 12) {
                Event event = sample(random, 150);
                assertThat(store.append(event).map(Appended::position).orElse(-1L))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(model.append(event));
            } else if (choice < 16) {
                List<Event> batch = Stream.generate(() -> sample(random, 150))
                        .limit(random.nextInt(6))
                        .toList();
                Result<List<Appended>> answers = store.appendAll(batch);
                assertThat(answers.map(all ->
                                        all.stream().map(Appended::position).toList())
                                .orElse(List.of()))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(model.appendAll(batch));
            } else if (choice == 16) {
                long keep = random.nextInt(60);
                assertThat(store.pruneTo(keep).orElse(-1L)).isEqualTo(model.keep(keep));
            } else if (choice == 17) {
                store = reopen.apply(store);
            } else {
                model.assertSame(store, random);
            }
        }
        model.assertSame(store, random);
        store.close();
    }

    /// Few ids, so that many repeat, some with other content.
    private static Event sample(Random random, int ids) {
        int number = random.nextInt(ids);
        return Event.builder(
                        "e-" + number, "/s/" + number % 2, "t-" + random.nextInt(2) * (number % 3), EventSamples.START)
                .correlationId(number % 4 == 0 ? null : "c-" + number % 7)
                .causeId(number % 5 == 0 ? null : "e-" + number / 2)
                .data(Value.of(number))
                .buildOrThrow();
    }

    /// The store as a list.
    private static final class Model {
        private final List<StoredEvent> kept = new ArrayList<>();
        private long last;

        long append(Event event) {
            for (StoredEvent old : kept) {
                if (old.event().identity().equals(event.identity())) {
                    return old.event().equals(event) ? old.position() : -1;
                }
            }
            kept.add(new StoredEvent(++last, EventSamples.START, event));
            return last;
        }

        List<Long> appendAll(List<Event> batch) {
            List<StoredEvent> before = List.copyOf(kept);
            long lastBefore = last;
            List<Long> positions = batch.stream().map(this::append).toList();
            if (positions.contains(-1L)) {
                kept.clear();
                kept.addAll(before);
                last = lastBefore;
                return List.of();
            }
            return positions;
        }

        long keep(long newest) {
            int drop = (int) Math.max(0, kept.size() - newest);
            kept.subList(0, drop).clear();
            return drop;
        }

        void assertSame(EventStore store, Random random) {
            EventQuery.Builder query = EventQuery.builder();
            switch (random.nextInt(5)) {
                case 0 -> query.type("t-" + random.nextInt(3));
                case 1 -> query.correlationId("c-" + random.nextInt(7));
                case 2 -> query.causeId("e-" + random.nextInt(75));
                case 3 -> query.type("t-0").type("t-1").source("/s/1");
                default -> query.node("");
            }
            if (random.nextBoolean()) {
                query.order(EventQuery.Order.DESC);
            }
            EventQuery wanted = query.build();
            List<StoredEvent> expected = new ArrayList<>(kept.stream()
                    .filter(stored -> wanted.matches(stored.event()))
                    .toList());
            if (wanted.order() == EventQuery.Order.DESC) {
                expected = expected.reversed();
            }
            List<StoredEvent> found = new ArrayList<>();
            try (EventCursor cursor = store.query(wanted).orElseThrow()) {
                cursor.forEachRemaining(found::add);
            }
            assertThat(found).isEqualTo(expected);
            assertThat(store.stats().events()).isEqualTo(kept.size());
            assertThat(store.stats().lastPosition()).isEqualTo(last);
        }
    }
}
