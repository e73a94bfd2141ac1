package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.InEveryMode;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.server.Mode;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.ServerRef;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Stopping a server that does not want to: interrupt, wait, abandon.
@Timeout(60)
@InEveryMode
final class ShutdownIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final Probe.Log log = new Probe.Log();
    private final Probe.Log otherLog = new Probe.Log();
    private final GenServer<Probe, List<String>> server = Probe.server("server", log);
    private final GenServer<Probe, List<String>> other = Probe.server("other", otherLog);
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final List<Incarnation> fenced = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        stage.runtime.servers().onFence(fenced::add);
    }

    @AfterEach
    void close() {
        go.countDown();
        stage.close();
    }

    private SupervisionTree start(Shutdown shutdown) {
        return stage.start(Supervisor.named("root")
                .strategy(RestartStrategy.ONE_FOR_ALL)
                .child(server, child -> child.shutdown(shutdown))
                .child(other)
                .build());
    }

    private CompletableFuture<Result<Integer>> hold(Probe message) throws InterruptedException {
        @SuppressWarnings("unchecked")
        var call = (io.elixirscope.foundation.server.Call<Probe, Integer>) message;
        var answer = stage.async(() -> stage.ref(server).call(call, Duration.ofDays(1)));
        began.await();
        return answer;
    }

    private CompletableFuture<Boolean> stopping(SupervisionTree tree) {
        var stopped = stage.async(() -> {
            tree.stop();
            return true;
        });
        clock.settle();
        return stopped;
    }

    /// Lets the other child crash, so that the whole group restarts while `server` is busy.
    private void restartGroup() {
        stage.ref(other).call(new Probe.Crash(new IllegalStateException("boom")));
        clock.settle();
    }

    @Nested
    class InTime {
        @Test
        void aServerThatAnswersItsInterruptEndsAtTheLimitAndACallerIsNotInterrupted() throws Exception {
            var tree = start(Shutdown.within(LIMIT));
            var answer = hold(new Probe.Hold(began, go));
            var stopped = stopping(tree);
            clock.advance(LIMIT.minusMillis(1));
            assertThat(stopped).isNotDone();
            clock.advance(Duration.ofMillis(1));
            if (Mode.now() == Mode.CALLERS) {
                clock.advance(ServerNode.GRACE);
                assertThat(stopped.get()).isTrue();
                assertThat(answer).as("nobody interrupts a caller").isNotDone();
                assertThat(tree.abandoned()).isOne();
                assertThat(fenced).hasSize(1);
                go.countDown();
                assertThat(((Result.Err<?>) answer.get()).error().type()).isEqualTo(FoundationErrorType.SERVER_CRASHED);
                assertThat(log.exits).isEmpty();
                return;
            }
            assertThat(stopped.get()).isTrue();
            assertThat(((Result.Err<?>) answer.get()).error().type()).isEqualTo(FoundationErrorType.SERVER_CRASHED);
            assertThat(log.exits).hasSize(1);
            assertThat(tree.abandoned()).isZero();
            assertThat(fenced).isEmpty();
        }

        @Test
        void anImmediateStopNeitherDrainsNorTerminates() throws Exception {
            var tree = start(Shutdown.immediate());
            stage.ref(server).call(new Probe.Add("x")).orElseThrow();
            assertThat(stopping(tree).get()).isTrue();
            assertThat(log.exits).isEmpty();
        }

        @Test
        void anUnboundedStopWaitsAsLongAsItTakes() throws Exception {
            var tree = start(Shutdown.unbounded());
            var answer = hold(new Probe.Stubborn(began, go));
            var stopped = stopping(tree);
            clock.advance(Duration.ofDays(1).minusNanos(1));
            assertThat(stopped).isNotDone();
            go.countDown();
            assertThat(stopped.get()).isTrue();
            assertThat(answer.get()).isEqualTo(Result.ok(0));
            assertThat(log.exits).containsExactly(ExitReason.shutdown());
        }
    }

    @Nested
    class Abandoned {
        private SupervisionTree tree;

        private CompletableFuture<Result<Integer>> abandoned() throws InterruptedException {
            tree = start(Shutdown.within(LIMIT));
            var answer = hold(new Probe.Stubborn(began, go));
            restartGroup();
            clock.advance(LIMIT.plus(ServerNode.GRACE));
            return answer;
        }

        private void letTheLeftThreadEnd() {
            go.countDown();
            while (tree.abandoned() > 0) {
                Thread.onSpinWait();
            }
        }

        @Test
        void theCallerInHandIsToldAndTheNextIncarnationServes() throws Exception {
            var answer = abandoned();
            if (Mode.now() == Mode.CALLERS) {
                assertThat(stage.ref(server).call(new Probe.Add("while it is still in its handler")))
                        .isEqualTo(Result.ok(1));
                stage.ref(server).cast(new Probe.Stop(ExitReason.normal())).orElseThrow();
                go.countDown();
            }
            var error = ((Result.Err<?>) answer.get()).error();
            assertThat(error.type()).isEqualTo(FoundationErrorType.SERVER_CRASHED);
            assertThat(error.message()).contains("was abandoned", "Stubborn");
            assertThat(stage.ref(server).call(new Probe.Add("next"))).isEqualTo(Result.ok(1));
        }

        @Test
        void theLeftThreadIsShownUntilItEnds() throws Exception {
            var told = stage.listen("elixir_scope.supervisor.child_abandoned");
            abandoned();
            var health = stage.runtime.health().health();
            assertThat(health.status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(health.services().get("supervisor.root").reasons())
                    .contains("an abandoned thread of server still runs");
            assertThat(told)
                    .singleElement()
                    .satisfies(one -> assertThat(one.attribute("child")).isEqualTo("server"));
            letTheLeftThreadEnd();
            assertThat(stage.runtime.health().health().status()).isEqualTo(HealthStatus.HEALTHY);
        }

        @Test
        void whatTheLeftThreadDoesLateDoesNotCount() throws Exception {
            abandoned();
            letTheLeftThreadEnd();
            assertThat(stage.ref(server).read()).isEmpty();
            assertThat(log.inits).hasValue(2);
            assertThat(log.exits).isEmpty();
        }

        @Test
        void whoWatchesItIsTold() throws Exception {
            var watcher = Probe.server("watcher");
            stage.start(watcher);
            stage.ref(watcher)
                    .call(new Probe.Run(context -> context.monitor(
                            context.ref(server), down -> new Probe.Note(down.server() + " " + down.reason()))))
                    .orElseThrow();
            clock.settle();
            assertThat(stage.ref(watcher).read()).containsExactly("server Shutdown[]");
            start(Shutdown.within(LIMIT));
            stage.ref(watcher)
                    .call(new Probe.Run(context ->
                            context.monitor(context.ref(server), down -> new Probe.Note("" + down.reason()))))
                    .orElseThrow();
            hold(new Probe.Stubborn(began, go));
            restartGroup();
            clock.advance(LIMIT.plus(ServerNode.GRACE));
            assertThat(stage.ref(watcher).read()).last().asString().isEqualTo("Abandoned[waited=PT11S]");
        }

        @Test
        void whoAskedHearsOfTheFence() throws Exception {
            abandoned();
            assertThat(fenced).singleElement().satisfies(one -> {
                assertThat(one.server()).isEqualTo("server");
                assertThat(one.fenced()).isTrue();
            });
        }
    }

    @Nested
    class LateEffects {
        private final CompletableFuture<List<Object>> seen = new CompletableFuture<>();

        private void abandonThenAct(Probe.Task late) throws Exception {
            start(Shutdown.within(LIMIT));
            var task = (Probe.Task) context -> {
                began.countDown();
                boolean waiting = true;
                while (waiting) {
                    try {
                        go.await();
                        waiting = false;
                    } catch (InterruptedException _) {
                        // does not want to stop
                    }
                }
                try {
                    Object value = late.run(context);
                    seen.complete(List.of(value, Incarnation.current().fenced()));
                } catch (Throwable thrown) {
                    seen.completeExceptionally(thrown);
                }
                return "done";
            };
            stage.async(() -> stage.ref(server).call(new Probe.Run(task), Duration.ofDays(1)));
            began.await();
            restartGroup();
            clock.advance(LIMIT.plus(ServerNode.GRACE));
            go.countDown();
            clock.settle();
        }

        private static FoundationErrorType typeOf(Result<?> result) {
            return (FoundationErrorType) ((Result.Err<?>) result).error().type();
        }

        @Test
        void aCastOfTheLeftThreadIsRefused() throws Exception {
            ServerRef<Probe> target = stage.ref(other);
            abandonThenAct(_ -> typeOf(target.cast(new Probe.Note("late"))));
            assertThat(seen.get()).containsExactly(FoundationErrorType.INCARNATION_FENCED, true);
            assertThat(stage.ref(other).read()).isEmpty();
        }

        @Test
        void aCallOfTheLeftThreadIsRefused() throws Exception {
            ServerRef<Probe> target = stage.ref(other);
            abandonThenAct(_ -> typeOf(target.call(new Probe.Add("late"))));
            assertThat(seen.get()).containsExactly(FoundationErrorType.INCARNATION_FENCED, true);
        }

        @Test
        void aTimerOfTheLeftThreadIsRefused() throws Exception {
            abandonThenAct(context -> context.sendAfter(new Probe.Note("late"), Duration.ZERO));
            assertThatThrownBy(seen::get)
                    .cause()
                    .isInstanceOfSatisfying(
                            FoundationException.class,
                            thrown -> assertThat(thrown.error().type())
                                    .isEqualTo(FoundationErrorType.INCARNATION_FENCED));
        }

        @Test
        void theFencingTokensGrow() throws Exception {
            var first = new CompletableFuture<Long>();
            abandonThenAct(context -> {
                first.complete(context.fencingToken());
                return "token";
            });
            Object second = stage.ref(server)
                    .call(new Probe.Run(context -> context.fencingToken()))
                    .orElseThrow();
            assertThat((Long) second).isGreaterThan(first.get());
        }
    }
}
