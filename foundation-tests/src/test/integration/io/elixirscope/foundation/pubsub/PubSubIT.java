package io.elixirscope.foundation.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.InEveryMode;
import io.elixirscope.foundation.server.Lives;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.ServerContext;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Topics, and what reaches whom.
@Timeout(60)
@InEveryMode
final class PubSubIT {
    private final Stage stage = Stage.system();
    private final PubSub pubSub = new PubSub(stage.runtime, 10);
    private final GenServer<Probe, List<String>> one = Probe.server("one");

    @AfterEach
    void close() {
        pubSub.close();
        stage.close();
    }

    private static FoundationError errorOf(Result<?> result) {
        assertThat(result).isInstanceOf(Result.Err.class);
        return ((Result.Err<?>) result).error();
    }

    @SuppressWarnings("unchecked") // the task says what it gives
    private <T> T in(GenServer<Probe, List<String>> server, Function<ServerContext<Probe>, T> body) {
        return (T) stage.ref(server).call(new Probe.Run(body::apply)).orElseThrow();
    }

    private Subscription subscribe(GenServer<Probe, List<String>> server, Topic<String> topic) {
        Result<Subscription> made = in(server, context -> topic.subscribe(context, Probe.Note::new));
        return made.orElseThrow();
    }

    private SubscriberQueue<String> queue(String topic) {
        return pubSub.topic(topic, String.class).queue().orElseThrow();
    }

    private List<String> notes() {
        return stage.ref(one).call(new Probe.All()).orElseThrow();
    }

    private static List<String> drained(SubscriberQueue<String> queue) {
        List<String> all = new ArrayList<>();
        for (Optional<String> next = queue.poll(); next.isPresent(); next = queue.poll()) {
            all.add(next.get());
        }
        return all;
    }

    @Nested
    class Topics {
        @Test
        void aMessageReachesWhoSubscribedToItsTopicOrAPrefix() {
            var exact = queue("orders.placed");
            var below = queue("orders.*");
            var deep = queue("orders.eu.*");
            var all = queue("*");
            assertThat(pubSub.publish("orders.placed", "a")).isEqualTo(Result.ok(3));
            assertThat(pubSub.publish("orders", "b")).isEqualTo(Result.ok(1));
            assertThat(pubSub.publish("orders.eu.placed", "c")).isEqualTo(Result.ok(3));
            assertThat(pubSub.publish("ordersX.placed", "d")).isEqualTo(Result.ok(1));
            assertThat(drained(exact)).containsExactly("a");
            assertThat(drained(below)).containsExactly("a", "c");
            assertThat(drained(deep)).containsExactly("c");
            assertThat(drained(all)).containsExactly("a", "b", "c", "d");
        }

        @Test
        void aSubscriberGetsItsTypeOnly() {
            var texts = queue("orders.placed");
            SubscriberQueue<Object> all =
                    pubSub.topic("orders.placed", Object.class).queue().orElseThrow();
            assertThat(pubSub.publish("orders.placed", 7)).isEqualTo(Result.ok(1));
            assertThat(texts.poll()).isEmpty();
            assertThat(texts.dropped()).isZero();
            assertThat(all.poll()).contains(7);
        }

        @Test
        void nobodyIsNoError() {
            assertThat(pubSub.publish("orders.placed", "a")).isEqualTo(Result.ok(0));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a b", "a..b", ".a", "a.", "a*", "ü", "a\tb", "orders.*"})
        void whatIsNoTopicIsRefused(String topic) {
            FoundationError error = errorOf(pubSub.publish(topic, "a"));
            assertThat(error.type()).isEqualTo(FoundationErrorType.INVALID_INPUT);
            assertThat(error.message()).startsWith("\"" + topic + "\" is no topic: a topic is 1-128 printable");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a*", ".*", "a..*", "*.a", "**", "a b.*"})
        void whatIsNoPrefixIsRefused(String topic) {
            FoundationError error = errorOf(pubSub.topic(topic, String.class).queue());
            assertThat(error.type()).isEqualTo(FoundationErrorType.INVALID_INPUT);
            assertThat(error.message()).contains("written as orders.*");
            assertThat(pubSub.subscriptions()).isEmpty();
        }

        @Test
        void theLongestTopicHas128Characters() {
            assertThat(pubSub.publish("t".repeat(128), "a")).isEqualTo(Result.ok(0));
            assertThat(errorOf(pubSub.publish("t".repeat(129), "a")).type())
                    .isEqualTo(FoundationErrorType.INVALID_INPUT);
            queue("t".repeat(126) + ".*");
            assertThat(errorOf(pubSub.topic("t".repeat(127) + ".*", String.class)
                                    .queue())
                            .type())
                    .isEqualTo(FoundationErrorType.INVALID_INPUT);
        }
    }

    @Nested
    class Servers {
        @Test
        void aMessageBecomesACastInThePublishersContext() throws Exception {
            stage.start(one);
            var seen = new CompletableFuture<String>();
            Result<Subscription> made = in(
                    one,
                    context -> pubSub.topic("t", String.class).subscribe(context, text -> {
                        seen.complete(ErrorContext.current().orElseThrow().correlationId());
                        return new Probe.Note(text);
                    }));
            assertThat(made.orElseThrow().subscriber()).isEqualTo("one");
            var context = ErrorContext.root("test", System::nanoTime, () -> 7);
            assertThat(context.call(() -> pubSub.publish("t", "hello"))).isEqualTo(Result.ok(1));
            assertThat(seen.get()).isEqualTo(context.correlationId());
            assertThat(notes()).containsExactly("hello");
        }

        @Test
        void messagesComeInOrderBesideTheMailbox() {
            var small = Probe.builder("small", new Probe.Log()).mailbox(1).build();
            stage.start(small);
            Subscription subscription = subscribe(small, pubSub.topic("t", String.class));
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                sent.add("m" + i);
                assertThat(pubSub.publish("t", "m" + i)).isEqualTo(Result.ok(1));
            }
            assertThat(stage.ref(small).call(new Probe.All())).isEqualTo(Result.ok(sent));
            assertThat(subscription.delivered()).isEqualTo(100);
            assertThat(subscription.dropped()).isZero();
        }

        @Test
        void nothingIsHandledAfterItHasUnsubscribed() {
            stage.start(one);
            Subscription subscription = subscribe(one, pubSub.topic("t", String.class));
            in(one, _ -> {
                pubSub.publish("t", "a");
                pubSub.publish("t", "b");
                subscription.unsubscribe();
                return true;
            });
            assertThat(pubSub.publish("t", "c")).isEqualTo(Result.ok(0));
            assertThat(notes()).isEmpty();
            assertThat(subscription.active()).isFalse();
            assertThat(subscription.dropped()).isEqualTo(2);
        }

        @Test
        void othersCannotEndItsSubscription() {
            stage.start(one);
            Subscription subscription = subscribe(one, pubSub.topic("t", String.class));
            assertThatThrownBy(subscription::unsubscribe)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("server one to t is ended by that server's own code only");
            assertThat(subscription.active()).isTrue();
        }

        @Test
        void twoSubscriptionsAreTwoDeliveriesAndEndByThemselves() {
            stage.start(one);
            Subscription first = subscribe(one, pubSub.topic("t", String.class));
            subscribe(one, pubSub.topic("t", String.class));
            assertThat(pubSub.publish("t", "a")).isEqualTo(Result.ok(2));
            in(one, _ -> {
                first.unsubscribe();
                return true;
            });
            assertThat(pubSub.publish("t", "b")).isEqualTo(Result.ok(1));
            assertThat(notes()).containsExactly("a", "a", "b");
        }

        @Test
        void aSubscriptionAndWhatWaitsEndsWithItsIncarnation() {
            stage.start(one);
            Subscription subscription = subscribe(one, pubSub.topic("t", String.class));
            SubscriberQueue<String> queue = in(one, _ -> queue("t"));
            var crash = new IllegalStateException("boom");
            errorOf(stage.ref(one).call(new Probe.Run(_ -> {
                pubSub.publish("t", "a");
                throw crash;
            })));
            assertThat(notes()).isEmpty();
            assertThat(subscription.active()).isFalse();
            assertThat(subscription.dropped()).isEqualTo(1);
            assertThat(queue.active()).isFalse();
            assertThat(pubSub.publish("t", "b")).isEqualTo(Result.ok(0));
            assertThat(pubSub.subscriptions()).isEmpty();
        }

        @Test
        void whatTheCastIsMadeOfMayCrashTheServer() {
            stage.start(one);
            Result<Subscription> made = in(
                    one,
                    context -> pubSub.topic("t", String.class).subscribe(context, _ -> {
                        throw new IllegalStateException("boom");
                    }));
            Subscription subscription = made.orElseThrow();
            pubSub.publish("t", "a");
            assertThat(notes()).isEmpty();
            while (subscription.active()) {
                Thread.onSpinWait();
            }
            assertThat(pubSub.subscriptions()).isEmpty();
        }

        @Test
        void aFencedIncarnationPublishesAndSubscribesNothing() {
            var lives = new Lives(stage.runtime, one);
            lives.start();
            Subscription own = subscribe(one, pubSub.topic("t", String.class));
            var queue = queue("t");
            var context = new AtomicReference<ServerContext<Probe>>();
            in(one, given -> {
                context.set(given);
                return true;
            });
            List<Result<?>> late = new ArrayList<>();
            lives.fenceWhile(stage.ref(one), () -> pubSub.publish("t", "before"), () -> {
                late.add(pubSub.publish("t", "after"));
                late.add(pubSub.topic("t", String.class).subscribe(context.get(), Probe.Note::new));
                late.add(pubSub.topic("t", String.class).queue());
                late.add(pubSub.topic("t", String.class).subscribe(_ -> {}));
            });
            assertThat(late)
                    .hasSize(4)
                    .allSatisfy(result ->
                            assertThat(errorOf(result).type()).isEqualTo(FoundationErrorType.INCARNATION_FENCED));
            assertThat(drained(queue)).containsExactly("before");
            assertThat(own.active()).isFalse();
            assertThat(pubSub.subscriptions()).containsExactly(queue);
        }
    }

    @Nested
    class Handlers {
        @Test
        void aFunctionGetsEachMessageInOrderAndInItsPublishersContext() throws Exception {
            List<String> got = new CopyOnWriteArrayList<>();
            var last = new CompletableFuture<String>();
            var subscription = pubSub.topic("t", String.class)
                    .subscribe(text -> {
                        got.add(text);
                        if (text.equals("c")) {
                            last.complete(ErrorContext.current().orElseThrow().correlationId());
                        }
                    })
                    .orElseThrow();
            var context = ErrorContext.root("test", System::nanoTime, () -> 7);
            pubSub.publish("t", "a");
            pubSub.publish("t", "b");
            context.call(() -> pubSub.publish("t", "c"));
            assertThat(last.get()).isEqualTo(context.correlationId());
            assertThat(got).containsExactly("a", "b", "c");
            assertThat(subscription.subscriber()).isEqualTo("handler");
        }

        @Test
        void whatItThrowsIsRecordedAndItGetsTheNext() throws Exception {
            var errors = stage.listen("elixir_scope.error.occurred");
            var got = new CompletableFuture<String>();
            pubSub.topic("t", String.class).subscribe(text -> {
                if (text.equals("bad")) {
                    throw new IllegalStateException("boom");
                }
                got.complete(text);
            });
            pubSub.publish("t", "bad");
            pubSub.publish("t", "good");
            assertThat(got.get()).isEqualTo("good");
            FoundationError error = (FoundationError) errors.take().attribute("error");
            assertThat(error.type()).isEqualTo(FoundationErrorType.INTERNAL_ERROR);
            assertThat(error.message()).isEqualTo("A handler of topic t threw; it gets the next message");
            assertThat(pubSub.health().details().get("failed")).isEqualTo(Value.of(1));
        }

        @Test
        void unsubscribingWaitsForTheCallUnderWay() throws Exception {
            var began = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            var subscription = pubSub.topic("t", String.class)
                    .subscribe(_ -> {
                        began.countDown();
                        awaitQuietly(go);
                    })
                    .orElseThrow();
            pubSub.publish("t", "a");
            pubSub.publish("t", "b");
            began.await();
            var ended = new CompletableFuture<Boolean>();
            Thread ending = Thread.ofPlatform().start(() -> {
                subscription.unsubscribe();
                ended.complete(true);
            });
            while (ending.getState() != Thread.State.WAITING && ending.isAlive()) {
                Thread.onSpinWait();
            }
            assertThat(ended).isNotDone();
            go.countDown();
            assertThat(ended.get()).isTrue();
            assertThat(subscription.delivered()).isEqualTo(1);
            assertThat(subscription.dropped()).isEqualTo(1);
        }

        @Test
        void itMayUnsubscribeItself() throws Exception {
            var own = new CompletableFuture<Subscription>();
            var ended = new CompletableFuture<String>();
            own.complete(pubSub.topic("t", String.class)
                    .subscribe(text -> {
                        own.join().unsubscribe();
                        ended.complete(text);
                    })
                    .orElseThrow());
            pubSub.publish("t", "a");
            assertThat(ended.get()).isEqualTo("a");
            assertThat(pubSub.publish("t", "b")).isEqualTo(Result.ok(0));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Nested
    class Queues {
        @Test
        void aFullQueueDropsTheNewestAndCountsIt() throws Exception {
            var heard = stage.listen("elixir_scope.pubsub.dropped");
            var queue = pubSub.topic("t", String.class).capacity(2).queue().orElseThrow();
            assertThat(pubSub.publish("t", "a")).isEqualTo(Result.ok(1));
            assertThat(pubSub.publish("t", "b")).isEqualTo(Result.ok(1));
            assertThat(pubSub.health().status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(pubSub.health().reasons()).containsExactly("the queue of queue for t is full: 2 messages wait");
            assertThat(pubSub.publish("t", "c")).isEqualTo(Result.ok(0));
            assertThat(drained(queue)).containsExactly("a", "b");
            assertThat(queue.dropped()).isEqualTo(1);
            assertThat(pubSub.health().details().get("dropped")).isEqualTo(Value.of(1));
            assertThat(pubSub.health().status()).isEqualTo(HealthStatus.HEALTHY);
            var emission = heard.take();
            assertThat(emission.value()).isEqualTo(1);
            assertThat(emission.attribute("topic")).isEqualTo("t");
            assertThat(emission.attribute("subscriber")).isEqualTo("queue");
        }

        @Test
        void orTheOldest() {
            var queue = pubSub.topic("t", String.class)
                    .capacity(2)
                    .overflow(Overflow.DROP_OLDEST)
                    .queue()
                    .orElseThrow();
            for (String text : List.of("a", "b", "c", "d")) {
                assertThat(pubSub.publish("t", text)).isEqualTo(Result.ok(1));
            }
            assertThat(drained(queue)).containsExactly("c", "d");
            assertThat(queue.dropped()).isEqualTo(2);
            assertThat(queue.delivered()).isEqualTo(2);
        }

        @Test
        void aReaderWaitsForAMessageAndForTheEnd() throws Exception {
            var queue = queue("t");
            var read = stage.async(() -> queue.poll(Duration.ofMinutes(1)));
            pubSub.publish("t", "a");
            assertThat(read.get()).contains("a");
            var last = stage.async(() -> queue.poll(Duration.ofMinutes(1)));
            queue.unsubscribe();
            assertThat(last.get()).isEmpty();
            assertThat(queue.poll(Duration.ZERO)).isEmpty();
            assertThatThrownBy(() -> queue.poll(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void anInterruptEndsTheWait() {
            var queue = queue("t");
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> queue.poll(Duration.ofMinutes(1))).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Nested
    class Whole {
        @Test
        void asManySubscriptionsAsMayBe() {
            List<Subscription> all = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                all.add(queue("t"));
            }
            FoundationError error = errorOf(pubSub.topic("t", String.class).queue());
            assertThat(error.type()).isEqualTo(FoundationErrorType.RESOURCE_EXHAUSTED);
            assertThat(error.message()).isEqualTo("There is no place for a subscription to t: there are 10");
            all.getFirst().close();
            all.getFirst().close();
            queue("t");
            assertThat(errorOf(pubSub.topic("t", String.class).queue()).type())
                    .isEqualTo(FoundationErrorType.RESOURCE_EXHAUSTED);
        }

        @Test
        void anEndEndsAllSubscriptionsAndRefusesNewOnes() {
            var queue = queue("t");
            pubSub.publish("t", "a");
            pubSub.close();
            assertThat(queue.active()).isFalse();
            assertThat(queue.poll()).isEmpty();
            assertThat(errorOf(pubSub.publish("t", "b")).type()).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThat(errorOf(pubSub.topic("t", String.class).queue()).type())
                    .isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
        }

        @Test
        void publishingIsToldWithHowManyItReached() throws Exception {
            var heard = stage.listen("elixir_scope.pubsub.published");
            queue("t");
            queue("*");
            pubSub.publish("t", "a");
            var emission = heard.take();
            assertThat(emission.value()).isEqualTo(2);
            assertThat(emission.attribute("topic")).isEqualTo("t");
        }

        @Test
        void badBoundsAreRefusedAtOnce() {
            var topic = pubSub.topic("t", String.class);
            assertThatThrownBy(() -> topic.capacity(0)).hasMessageContaining("was 0");
            assertThatThrownBy(() -> topic.capacity(1_000_001)).hasMessageContaining("was 1000001");
            assertThatThrownBy(() -> new PubSub(stage.runtime, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("maxSubscriptions must be >= 1, was 0");
        }
    }
}
