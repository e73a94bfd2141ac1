package io.elixirscope.foundation.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.GenServerBuilder;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may wait for subscriptions, and who never waits for whom.
@Timeout(30)
final class PubSubWaitIT {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Stage stage = Stage.system();
    private final PubSub pubSub = new PubSub(stage.runtime, 10);

    @AfterEach
    void close() {
        pubSub.close();
        stage.close();
    }

    private Topic<String> topic(String text) {
        return pubSub.topic(text, String.class);
    }

    @Nested
    class InServers {
        private final SubscriberQueue<String> queue = topic("t").queue().orElseThrow();
        private final Subscription handler = topic("t").subscribe(_ -> {}).orElseThrow();

        /// What `body` gives or, as text, what it was refused with, in a handler of a probe.
        private Object in(GenServerBuilder<Probe, List<String>, List<String>> probe, Probe.Task body) {
            GenServer<Probe, List<String>> server = probe.build();
            stage.start(server);
            return stage.ref(server)
                    .call(new Probe.Run(context -> {
                        try {
                            return body.run(context);
                        } catch (FoundationException refused) {
                            return refused.error();
                        }
                    }))
                    .orElseThrow();
        }

        private static GenServerBuilder<Probe, List<String>, List<String>> blocking() {
            return Probe.queued("blocking", new Probe.Log());
        }

        private static GenServerBuilder<Probe, List<String>, List<String>> nonBlocking() {
            return Probe.queued("quick", new Probe.Log()).nonBlocking();
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void aNonBlockingOneMayNotWaitForAMessage(boolean oneWaits) {
            if (oneWaits) {
                pubSub.publish("t", "a");
            }
            Object answer = in(nonBlocking(), _ -> queue.poll(Duration.ofNanos(1)));
            assertThat(answer).isInstanceOfSatisfying(FoundationError.class, refused -> {
                assertThat(refused.type()).isEqualTo(FoundationErrorType.BLOCKING_CALL_REFUSED);
                assertThat(refused.message())
                        .isEqualTo("A handler of the non-blocking server quick may not block: a wait for a message"
                                + " of t");
            });
            assertThat(queue.waiting()).isEqualTo(oneWaits ? 1 : 0);
        }

        @Test
        void itMayTakeWhatIsThere() {
            pubSub.publish("t", "a");
            Object answer = in(nonBlocking(), _ -> List.of(queue.poll(Duration.ZERO), queue.poll()));
            assertThat(answer).isEqualTo(List.of(Optional.of("a"), Optional.empty()));
        }

        @Test
        void aNonBlockingOneMayNotWaitForACallOfAFunction() {
            Object answer = in(nonBlocking(), _ -> {
                handler.unsubscribe();
                return true;
            });
            assertThat(answer).isInstanceOfSatisfying(FoundationError.class, refused -> {
                assertThat(refused.type()).isEqualTo(FoundationErrorType.BLOCKING_CALL_REFUSED);
                assertThat(refused.message()).endsWith("may not block: the end of the subscription of a handler to t");
            });
            assertThat(handler.active()).isTrue();
        }

        @Test
        void itsTerminateMay() {
            var quick = GenServer.named("quick", Probe.class)
                    .init(_ -> Init.ready(List.<String>of()))
                    .terminate((_, _) -> handler.unsubscribe())
                    .handle((message, state, _) -> {
                        throw new IllegalStateException("not asked for: " + message);
                    })
                    .nonBlocking()
                    .build();
            stage.start(quick).stop();
            assertThat(handler.active()).isFalse();
        }

        @Test
        void anyOtherMay() {
            pubSub.publish("t", "a");
            Object answer = in(blocking(), _ -> {
                handler.unsubscribe();
                return queue.poll(LONG);
            });
            assertThat(answer).isEqualTo(Optional.of("a"));
            assertThat(handler.active()).isFalse();
        }
    }

    @Nested
    class HandlersThatEndEachOther {
        @ParameterizedTest(name = "{0} in a circle")
        @ValueSource(ints = {1, 2, 3, 5})
        void allReturn(int number) throws Exception {
            List<Subscription> all = new ArrayList<>();
            List<CompletableFuture<Boolean>> returned = new ArrayList<>();
            var together = new CyclicBarrier(number);
            for (int i = 0; i < number; i++) {
                int next = (i + 1) % number;
                var done = new CompletableFuture<Boolean>();
                returned.add(done);
                all.add(topic("t")
                        .subscribe(_ -> {
                            meet(together);
                            all.get(next).unsubscribe();
                            done.complete(true);
                        })
                        .orElseThrow());
            }
            assertThat(topic("t").publish("a").orElseThrow()).isEqualTo(number);
            for (var done : returned) {
                assertThat(done.get()).isTrue();
            }
            assertThat(all).noneMatch(Subscription::active);
        }

        @Test
        void oneWaitsForAnotherThatDoesNotWaitForIt() throws Exception {
            var began = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            var held = topic("held")
                    .subscribe(_ -> {
                        began.countDown();
                        Probe.await(go);
                    })
                    .orElseThrow();
            var thread = new AtomicReference<Thread>();
            var ended = new CompletableFuture<Boolean>();
            topic("ending").subscribe(_ -> {
                thread.set(Thread.currentThread());
                held.unsubscribe();
                ended.complete(true);
            });
            topic("held").publish("a");
            began.await();
            topic("ending").publish("a");
            while (thread.get() == null || (thread.get().getState() != Thread.State.WAITING && !ended.isDone())) {
                Thread.onSpinWait();
            }
            assertThat(ended).isNotDone();
            go.countDown();
            assertThat(ended.get()).isTrue();
        }

        private static void meet(CyclicBarrier together) {
            try {
                together.await();
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        }
    }
}
