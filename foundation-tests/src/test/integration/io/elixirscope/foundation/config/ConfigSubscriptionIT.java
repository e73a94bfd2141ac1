package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConfigSubscriptionIT {
    private final ConfigNode node = ConfigNode.started(builder -> builder);
    private final Config<ShopConfig> config = node.config();
    private final LinkedBlockingQueue<ConfigUpdate<ShopConfig>> told = new LinkedBlockingQueue<>();
    private final Semaphore entered = new Semaphore(0);
    private final Semaphore gate = new Semaphore(0);

    @AfterEach
    void close() {
        node.close();
    }

    private static Optional<ErrorType> refusal(Result<?> result) {
        return result instanceof Result.Err<?>(var error) ? Optional.of(error.type()) : Optional.empty();
    }

    private void set(String path, Object value) {
        config.update(change -> change.set(path, value)).orElseThrow();
    }

    private ConfigUpdate<ShopConfig> next() throws InterruptedException {
        var update = told.poll(20, TimeUnit.SECONDS);
        if (update == null) {
            throw new AssertionError("nothing was told");
        }
        return update;
    }

    /// Tells the queue, but waits at the gate first.
    private Consumer<ConfigUpdate<ShopConfig>> gated() {
        return update -> {
            entered.release();
            gate.acquireUninterruptibly();
            told.add(update);
        };
    }

    @Nested
    class Delivery {
        @Test
        void tellsVersionsInOrderWithBothSnapshots() throws InterruptedException {
            config.subscribe("orders", told::add).orElseThrow();
            for (int n = 20; n < 60; n++) {
                set("orders.batch-size", n);
            }
            var before = 10;
            for (int n = 20; n < 60; n++) {
                var update = next();
                assertThat(update.before().current().orders().batchSize()).isEqualTo(before);
                assertThat(update.after().current().orders().batchSize()).isEqualTo(n);
                assertThat(update.paths()).containsExactly("orders.batch-size");
                assertThat(update.merged()).isEqualTo(1);
                before = n;
            }
        }

        @Test
        void tellsOnlyWhatConcernsItsPath() throws InterruptedException {
            var all = new LinkedBlockingQueue<ConfigUpdate<ShopConfig>>();
            config.subscribe("orders.max", told::add).orElseThrow();
            config.subscribe("", all::add).orElseThrow();
            set("orders.batch-size", 20);
            config.update(change -> change.set("orders.max", 30).set("orders.batch-size", 21))
                    .orElseThrow();

            var update = next();
            assertThat(update.after().version().number()).isEqualTo(3);
            assertThat(update.paths()).containsExactly("orders.max");
            assertThat(all.poll(20, TimeUnit.SECONDS).paths()).containsExactly("orders.batch-size");
            assertThat(all.poll(20, TimeUnit.SECONDS).paths()).containsExactly("orders.batch-size", "orders.max");
        }

        @Test
        void mergesWhatDoesNotFitItsQueue() throws InterruptedException {
            var subscription = config.subscribe("orders", 2, gated()).orElseThrow();
            set("orders.batch-size", 20);
            entered.acquireUninterruptibly();
            for (int n = 21; n <= 25; n++) {
                set("orders.batch-size", n);
            }
            assertThat(subscription.waiting()).isEqualTo(1);
            gate.release(2);

            assertThat(next().merged()).isEqualTo(1);
            var merged = next();
            assertThat(merged.merged()).isEqualTo(5);
            assertThat(merged.before().version().number()).isEqualTo(2);
            assertThat(merged.after().version().number()).isEqualTo(7);
        }

        @Test
        void runsAwayFromTheServerSoThatASubscriberMayUpdate() throws InterruptedException {
            config.subscribe("orders.batch-size", update -> {
                        config.update(change -> change.set("orders.max", 40)).orElseThrow();
                        told.add(update);
                    })
                    .orElseThrow();
            set("orders.batch-size", 20);

            assertThat(next().after().version().number()).isEqualTo(2);
            assertThat(config.current().orders().max()).isEqualTo(40);
        }

        @Test
        void goesOnAfterARestartOfTheServer() throws InterruptedException {
            config.subscribe("orders", told::add).orElseThrow();
            node.kill();
            node.start();
            set("orders.batch-size", 20);

            assertThat(next().after().version().number()).isEqualTo(2);
        }

        @Test
        void isNotLostWithTheServerThatDiedBetweenCommitAndAnswer() throws InterruptedException {
            config.subscribe("orders", told::add).orElseThrow();
            node.runtime.telemetry().attach("hold", "elixir_scope.config.update", _ -> {
                entered.release();
                gate.acquireUninterruptibly();
            });
            var answer =
                    CompletableFuture.supplyAsync(() -> config.update(change -> change.set("orders.batch-size", 20)));
            entered.acquireUninterruptibly();
            var stuck = node.abandon();
            node.start();
            gate.release(1_000);
            stuck.join();

            assertThat(answer.join().succeeded()).isFalse();
            assertThat(config.version()).isEqualTo(2);
            assertThat(next().after().version().number()).isEqualTo(2);
            set("orders.batch-size", 21);
            assertThat(next().before().version().number()).isEqualTo(2);
        }
    }

    @Nested
    class Misbehaving {
        @Test
        void aSubscriberThatThrowsHarmsNobodyAndGetsWhatComesAfter() throws InterruptedException {
            var other = new LinkedBlockingQueue<ConfigUpdate<ShopConfig>>();
            var failing = config.subscribe("orders", 1, update -> {
                        told.add(update);
                        if (update.after().version().number() == 2) {
                            throw new IllegalStateException("broken");
                        }
                    })
                    .orElseThrow();
            config.subscribe("orders", other::add).orElseThrow();
            set("orders.batch-size", 20);
            next();
            set("orders.batch-size", 21);
            set("orders.batch-size", 22);

            assertThat(other.poll(20, TimeUnit.SECONDS).after().version().number())
                    .isEqualTo(2);
            var after = next();
            assertThat(after.before().version().number()).isEqualTo(2);
            assertThat(after.after().version().number() - 2).isEqualTo(after.merged());
            assertThat(failing.failures()).isEqualTo(1);
            var emission =
                    node.emissions("elixir_scope.config.subscriber_failed").getFirst();
            assertThat(emission.attribute("path")).isEqualTo("orders");
            assertThat(emission.attribute("version")).isEqualTo(2L);
            assertThat(emission.value()).isEqualTo(Duration.ofSeconds(1).toNanos());
            assertThat(node.emissions("elixir_scope.error.occurred")).hasSize(1);
        }

        @Test
        void aSlowSubscriberHoldsUpNeitherUpdatesNorOthers() throws InterruptedException {
            config.subscribe("orders", 1, gated()).orElseThrow();
            config.subscribe("orders", told::add).orElseThrow();
            for (int n = 20; n < 40; n++) {
                set("orders.batch-size", n);
                assertThat(next().after().current().orders().batchSize()).isEqualTo(n);
            }
            gate.release(100);
        }
    }

    @Nested
    class Ending {
        @Test
        void deliversNothingAfterCloseReturned() throws InterruptedException {
            var subscription = config.subscribe("orders", gated()).orElseThrow();
            set("orders.batch-size", 20);
            entered.acquireUninterruptibly();
            set("orders.batch-size", 21);
            var closing = Thread.ofVirtual().start(subscription::close);
            while (subscription.active()) {
                Thread.onSpinWait();
            }
            assertThat(told).isEmpty();
            gate.release(10);
            closing.join();

            assertThat(told).hasSize(1);
            assertThat(subscription.delivered()).isEqualTo(1);
            set("orders.batch-size", 22);
            subscription.close();
            assertThat(subscription.waiting()).isZero();
            assertThat(told).hasSize(1);
        }

        @Test
        void mayCloseItselfFromWithin() throws InterruptedException {
            var own = new CompletableFuture<ConfigUpdate.Subscription>();
            own.complete(config.subscribe("orders", update -> {
                        own.join().close();
                        told.add(update);
                    })
                    .orElseThrow());
            set("orders.batch-size", 20);
            next();

            assertThat(own.join().active()).isFalse();
            own.join().close();
        }

        @Test
        void refusesWhatCannotBe() {
            assertThat(config.subscribe("order", told::add).toString()).contains("C302", "order is not a setting");
            assertThatIllegalArgumentException().isThrownBy(() -> config.subscribe("", 0, told::add));
            var subscription = config.subscribe("orders", told::add).orElseThrow();
            config.close();
            assertThat(subscription.active()).isFalse();
            assertThat(refusal(config.subscribe("", told::add))).contains(FoundationErrorType.SERVICE_UNAVAILABLE);
        }
    }

    @Nested
    class Awaiting {
        @Test
        void waitsForAVersion() {
            var waiting = CompletableFuture.supplyAsync(() -> config.awaitVersion(3, Duration.ofMinutes(1)));
            set("orders.batch-size", 20);
            set("orders.batch-size", 21);

            assertThat(waiting.join().orElseThrow().number()).isEqualTo(3);
            assertThat(config.awaitVersion(1, Duration.ZERO).orElseThrow().number())
                    .isEqualTo(3);
        }

        @Test
        void givesUpInTimeAtTheEndAndWhenInterrupted() {
            var late = config.awaitVersion(2, Duration.ofMillis(1));
            assertThat(refusal(late)).contains(FoundationErrorType.TIMEOUT);
            assertThat(late.toString()).contains("version 2 is not in force: it is 1");
            Thread.currentThread().interrupt();
            assertThat(refusal(config.awaitVersion(2, Duration.ofMinutes(1))))
                    .contains(FoundationErrorType.CALL_INTERRUPTED);
            assertThat(Thread.interrupted()).isTrue();
            var waiting = CompletableFuture.supplyAsync(() -> config.awaitVersion(2, Duration.ofMinutes(1)));
            config.close();
            assertThat(refusal(waiting.join())).contains(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThatIllegalArgumentException().isThrownBy(() -> config.awaitVersion(2, Duration.ofMillis(-1)));
        }
    }

    @Test
    void readersNeverSeeTwoVersionsMixed() throws InterruptedException {
        var mixed = new ArrayList<ShopConfig.Orders>();
        var readers = List.of(0, 1).stream()
                .map(_ -> Thread.ofPlatform().start(() -> {
                    for (var orders = config.current().orders(); orders.batchSize() < 600; ) {
                        var snapshot = config.snapshot();
                        orders = snapshot.current().orders();
                        if (orders.batchSize() != 10 && orders.max() != orders.batchSize()) {
                            synchronized (mixed) {
                                mixed.add(orders);
                            }
                        }
                    }
                }))
                .toList();
        for (int n = 20; n <= 600; n++) {
            int both = n;
            config.update(change -> change.set("orders.batch-size", both).set("orders.max", both))
                    .orElseThrow();
        }
        for (var reader : readers) {
            reader.join();
        }
        assertThat(mixed).isEmpty();
    }
}
