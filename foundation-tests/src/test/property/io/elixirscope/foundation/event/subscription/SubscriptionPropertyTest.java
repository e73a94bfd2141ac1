package io.elixirscope.foundation.event.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.event.MemoryEventStore;
import io.elixirscope.foundation.event.MemoryLimits;
import io.elixirscope.foundation.testkit.Deterministic;
import io.elixirscope.foundation.testkit.DeterministicRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Subscriptions in hundreds of interleavings of appenders, deliveries and closings, in virtual
/// time.
final class SubscriptionPropertyTest {
    private static EventStore store(DeterministicRun run) {
        return new MemoryEventStore(run.scheduler(), MemoryLimits.DEFAULT);
    }

    private static Subscriptions subscriptions(DeterministicRun run, EventStore store, Checkpoints checkpoints) {
        return new Subscriptions(store, checkpoints, run.runtime());
    }

    private static void append(DeterministicRun run, EventStore store, String prefix, int number) {
        for (int i = 0; i < number; i++) {
            store.append(Event.builder(prefix + i, "/s", "t", Instant.EPOCH).buildOrThrow())
                    .orElseThrow();
            run.pause();
        }
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void nothingIsMissedOrGivenTwice() throws Exception {
        Deterministic.explore(200, run -> {
            EventStore store = store(run);
            List<Long> given = new ArrayList<>();
            Subscriptions subscriptions = subscriptions(run, store, Checkpoints.inMemory());
            var ada = run.fork("ada", () -> {
                append(run, store, "a", 5);
                return 0;
            });
            append(run, store, "m", 2);
            EventSubscription all = subscriptions
                    .subscribe("all")
                    .handle(stored -> {
                        given.add(stored.position());
                        run.pause();
                    })
                    .orElseThrow();
            append(run, store, "n", 3);
            ada.join();
            while (all.position() < 10) {
                run.sleep(Duration.ofMillis(1));
            }
            all.close();
            assertThat(given).isEqualTo(upTo(10));
            store.close();
        });
    }

    @Test
    void afterCloseReturnsNothingIsGiven() throws Exception {
        Deterministic.explore(200, run -> {
            EventStore store = store(run);
            List<Long> given = new ArrayList<>();
            Subscriptions subscriptions = subscriptions(run, store, Checkpoints.inMemory());
            EventSubscription all = subscriptions
                    .subscribe("all")
                    .handle(stored -> given.add(stored.position()))
                    .orElseThrow();
            var ada = run.fork("ada", () -> {
                append(run, store, "a", 5);
                return 0;
            });
            run.pause();
            all.close();
            int before = given.size();
            ada.join();
            run.sleep(Duration.ofSeconds(1));
            assertThat(given).hasSize(before).isEqualTo(upTo(before));
            store.close();
        });
    }

    @Test
    void aFunctionThatThrowsGetsTheSameEventAgainAfterGrowingWaits() throws Exception {
        Deterministic.explore(50, run -> {
            EventStore store = store(run);
            List<Long> given = new ArrayList<>();
            List<Long> atNanos = new ArrayList<>();
            Subscriptions subscriptions = subscriptions(run, store, Checkpoints.inMemory());
            append(run, store, "a", 2);
            EventSubscription all = subscriptions
                    .subscribe("all")
                    .handle(stored -> {
                        atNanos.add(run.scheduler().clock().nanos());
                        if (atNanos.size() <= 3) {
                            throw new IllegalStateException("not yet");
                        }
                        given.add(stored.position());
                    })
                    .orElseThrow();
            while (all.position() < 2) {
                run.sleep(Duration.ofMillis(100));
            }
            all.close();
            assertThat(given).containsExactly(1L, 2L);
            assertThat(atNanos.get(1) - atNanos.get(0))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
            assertThat(atNanos.get(3) - atNanos.get(2))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(4).toNanos());
            assertThat(all.trouble()).isEmpty();
            store.close();
        });
    }

    @Test
    void aConsumerHandlesEveryEventAtLeastOnceOverCrashes() throws Exception {
        Deterministic.explore(150, run -> {
            EventStore store = store(run);
            Checkpoints checkpoints = Checkpoints.inMemory();
            List<Long> handled = new ArrayList<>();
            append(run, store, "a", 3);
            var ada = run.fork("ada", () -> {
                append(run, store, "b", 7);
                return 0;
            });
            for (int life = 0; life < 3; life++) {
                boolean[] dead = new boolean[1];
                Checkpoints mortal = new Mortal(checkpoints, dead);
                EventSubscription consumer = subscriptions(run, store, mortal)
                        .subscribe("consumer")
                        .remembered(2)
                        .handle(stored -> handled.add(stored.position()))
                        .orElseThrow();
                run.sleep(Duration.ofMillis(run.random(300)));
                dead[0] = true; // from here on nothing it does is kept, as when the process were killed
                consumer.close();
            }
            ada.join();
            EventSubscription last = subscriptions(run, store, checkpoints)
                    .subscribe("consumer")
                    .remembered(2)
                    .handle(stored -> handled.add(stored.position()))
                    .orElseThrow();
            while (last.position() < 10) {
                run.sleep(Duration.ofMillis(10));
            }
            last.close();
            assertThat(handled).containsAll(upTo(10));
            assertThat(checkpoints.load("consumer").orElseThrow().orElseThrow().position())
                    .isEqualTo(10);
            store.close();
        });
    }

    /// Checkpoints of a process that may die.
    private record Mortal(Checkpoints kept, boolean[] dead) implements Checkpoints {
        @Override
        public Result<Optional<Checkpoint>> load(String name) {
            return kept.load(name);
        }

        @Override
        public Result<Done> save(String name, Checkpoint checkpoint) {
            return dead[0] ? Result.done() : kept.save(name, checkpoint);
        }
    }
}
