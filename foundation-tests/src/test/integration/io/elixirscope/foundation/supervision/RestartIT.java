package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.InEveryMode;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.ServerRef;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What happens when a child ends, on a clock that the test moves.
@Timeout(60)
@InEveryMode
final class RestartIT {
    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final Probe.Log log = new Probe.Log();
    private final GenServer<Probe, List<String>> a = Probe.server("a", log);
    private final GenServer<Probe, List<String>> b = Probe.server("b", log);
    private final GenServer<Probe, List<String>> c = Probe.server("c", log);

    @AfterEach
    void close() {
        stage.close();
    }

    private void crash(GenServer<Probe, List<String>> server) {
        var result = stage.ref(server).call(new Probe.Crash(new IllegalStateException("boom")));
        assertThat(error(result).type()).isEqualTo(FoundationErrorType.SERVER_CRASHED);
        clock.settle();
    }

    private void stop(GenServer<Probe, List<String>> server, ExitReason reason) {
        stage.ref(server).cast(new Probe.Stop(reason)).orElseThrow();
        clock.settle();
    }

    private static FoundationError error(Result<?> result) {
        return ((Result.Err<?>) result).error();
    }

    private static FoundationErrorType typeOf(ServerRef<Probe> server) {
        return (FoundationErrorType) error(server.call(new Probe.All())).type();
    }

    private Supervisor.Builder root() {
        return Supervisor.named("root");
    }

    @Nested
    class Types {
        @Test
        void aPermanentChildIsRestartedAfterANormalEndToo() {
            stage.start(root().child(a).build());
            stop(a, ExitReason.normal());
            assertThat(stage.ref(a).available()).isTrue();
            assertThat(log.inits).hasValue(2);
        }

        @Test
        void aTransientChildIsRestartedAfterAFailureOnly() {
            var tree = stage.start(root().child(a, child -> child.restart(RestartType.TRANSIENT))
                    .build());
            crash(a);
            assertThat(stage.ref(a).available()).isTrue();
            stop(a, ExitReason.normal());
            assertThat(typeOf(stage.ref(a))).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThat(tree.children())
                    .singleElement()
                    .satisfies(child -> assertThat(child.state()).isEqualTo(ChildStatus.State.STOPPED));
            assertThat(stage.runtime.health().health().status()).isEqualTo(HealthStatus.HEALTHY);
        }

        @Test
        void aTemporaryChildIsNotRestartedAndForgotten() {
            var tree = stage.start(root().child(a, child -> child.restart(RestartType.TEMPORARY))
                    .child(b)
                    .build());
            crash(a);
            assertThat(typeOf(stage.ref(a))).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThat(tree.children()).extracting(ChildStatus::id).containsExactly("b");
        }
    }

    @Nested
    class Strategies {
        private List<String> after(RestartStrategy strategy) {
            stage.start(root().strategy(strategy).child(a).child(b).child(c).build());
            log.lines.clear();
            crash(b);
            assertThat(stage.ref(a).available()).isTrue();
            assertThat(stage.ref(b).available()).isTrue();
            assertThat(stage.ref(c).available()).isTrue();
            return List.copyOf(log.lines);
        }

        @Test
        void oneForOneRestartsTheOne() {
            assertThat(after(RestartStrategy.ONE_FOR_ONE)).containsExactly("terminate b", "init b");
        }

        @Test
        void oneForAllRestartsAll() {
            assertThat(after(RestartStrategy.ONE_FOR_ALL))
                    .containsExactly("terminate b", "terminate c", "terminate a", "init a", "init b", "init c");
        }

        @Test
        void restForOneRestartsThoseStartedLater() {
            assertThat(after(RestartStrategy.REST_FOR_ONE))
                    .containsExactly("terminate b", "terminate c", "init b", "init c");
        }

        @Test
        void whatWaitsSurvivesARestartOfTheGroup() throws Exception {
            stage.start(root().strategy(RestartStrategy.ONE_FOR_ALL)
                    .child(a)
                    .child(b)
                    .build());
            var began = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            stage.async(() -> stage.ref(b).call(new Probe.Hold(began, go), Duration.ofDays(1)));
            began.await();
            for (int i = 0; i < 5; i++) {
                stage.ref(b).cast(new Probe.Note("" + i)).orElseThrow();
            }
            stage.ref(a)
                    .cast(new Probe.CrashLater(new IllegalStateException("boom")))
                    .orElseThrow();
            while (stage.ref(a).available()) {
                Thread.onSpinWait();
            }
            clock.settle();
            go.countDown();
            assertThat(stage.ref(b).call(new Probe.All()).orElseThrow()).containsExactly("0", "1", "2", "3", "4");
            assertThat(log.inits).hasValue(4);
        }

        @Test
        void aChildThatCrashesWhileItsGroupRestartsIsRestartedOnce() throws Exception {
            var tree = stage.start(root().strategy(RestartStrategy.ONE_FOR_ALL)
                    .child(c)
                    .child(b)
                    .child(a)
                    .build());
            var began = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            stage.async(() -> stage.ref(b).call(new Probe.Hold(began, go), Duration.ofDays(1)));
            began.await();
            crash(a);
            crash(c);
            go.countDown();
            for (var server : List.of(a, b, c)) {
                stage.ref(server).call(new Probe.All()).orElseThrow();
            }
            clock.settle();
            assertThat(log.inits).hasValue(6);
            assertThat(tree.restarts()).isEqualTo(3);
        }
    }

    @Nested
    class Limit {
        @Test
        void threeRestartsInFiveSecondsAreAllowed() {
            var tree = stage.start(root().child(a).build());
            for (int i = 0; i < 3; i++) {
                crash(a);
            }
            assertThat(stage.ref(a).available()).isTrue();
            assertThat(tree.restarts()).isEqualTo(3);
        }

        @Test
        void oldRestartsAreForgotten() {
            stage.start(root().child(a).build());
            for (int i = 0; i < 10; i++) {
                crash(a);
                clock.advance(Duration.ofMillis(1_700));
            }
            assertThat(stage.ref(a).available()).isTrue();
        }

        @Test
        void oneMoreEndsTheTreeWithReasonHealthAndNews() throws Exception {
            var gaveUp = stage.listen("elixir_scope.supervisor.gave_up");
            var restarted = stage.listen("elixir_scope.supervisor.restarted");
            var recorded = stage.listen("elixir_scope.error.occurred");
            var ends = new java.util.concurrent.LinkedBlockingQueue<TreeEnd>();
            var tree = stage.start(root().child(b).child(a).build());
            tree.onEnd(ends::add);
            for (int i = 0; i < 4; i++) {
                crash(a);
            }
            var end = (TreeEnd.Failed) ends.take();
            assertThat(end.error().type()).isEqualTo(FoundationErrorType.RESTART_LIMIT_REACHED);
            assertThat(end.error().message()).contains("root", "a", "3 restarts within PT5S");
            assertThat(end.error().exception().orElseThrow()).hasMessage("boom");
            assertThat(tree.ended()).contains(end);
            assertThat(typeOf(stage.ref(a))).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThat(error(stage.ref(b).cast(new Probe.Note("x"))).message()).contains("given up");
            assertThat(log.lines).endsWith("terminate a", "terminate b");
            var health = stage.runtime.health().health();
            assertThat(health.status()).isEqualTo(HealthStatus.FAILED);
            assertThat(health.services().get("supervisor.root").reasons())
                    .contains(end.error().message());
            assertThat(gaveUp)
                    .singleElement()
                    .satisfies(told -> assertThat(told.attribute("child")).isEqualTo("a"));
            assertThat(restarted).hasSize(3);
            assertThat(recorded).hasSize(5);
            tree.stop();
            assertThat(tree.ended()).contains(end);
        }

        @Test
        void callsThatWaitAreAnsweredWhenTheTreeGivesUp() throws Exception {
            stage.start(root().intensity(0, Duration.ofSeconds(1)).child(a).build());
            var began = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            stage.async(() -> stage.ref(a).call(new Probe.Hold(began, go), Duration.ofDays(1)));
            began.await();
            stage.ref(a)
                    .cast(new Probe.CrashLater(new IllegalStateException("boom")))
                    .orElseThrow();
            var waiting = stage.async(() -> stage.ref(a).call(new Probe.All(), Duration.ofDays(1)));
            clock.settle();
            go.countDown();
            assertThat(error(waiting.get()).type()).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
        }

        @Test
        void anInitThatKeepsFailingCountsAsRestarts() throws Exception {
            var starts = new AtomicInteger();
            var broken = GenServer.named("broken", Probe.class)
                    .init(_ -> {
                        if (starts.incrementAndGet() > 1) {
                            throw new IllegalStateException("init");
                        }
                        return Init.ready("");
                    })
                    .handle((_, _, _) -> {
                        throw new IllegalStateException("handler");
                    })
                    .build();
            var tree = stage.start(root().child(broken).build());
            stage.ref(broken).cast(new Probe.Note("x")).orElseThrow();
            clock.settle();
            assertThat(starts).hasValue(4);
            assertThat(tree.ended().orElseThrow())
                    .isInstanceOfSatisfying(
                            TreeEnd.Failed.class,
                            end -> assertThat(end.error().causes().getFirst().type())
                                    .isEqualTo(FoundationErrorType.INITIALIZATION_FAILED));
        }
    }

    @Nested
    class Escalation {
        private final Supervisor nested = Supervisor.named("nested")
                .intensity(1, Duration.ofSeconds(5))
                .child(a)
                .child(b)
                .build();

        @Test
        void aNestedSupervisorThatGivesUpIsRestartedByItsOwnWithAFreshWindow() {
            var tree = stage.start(root().child(nested).child(c).build());
            crash(a);
            crash(a);
            assertThat(tree.ended()).isEmpty();
            assertThat(stage.ref(a).available()).isTrue();
            assertThat(stage.ref(b).available()).isTrue();
            assertThat(tree.children().getFirst().restarts()).isEqualTo(1);
            crash(a);
            assertThat(tree.children().getFirst().restarts()).isEqualTo(1);
        }

        @Test
        void goesUpToTheRoot() {
            var tree = stage.start(root().intensity(0, Duration.ofSeconds(5))
                    .child(nested)
                    .child(c)
                    .build());
            crash(a);
            crash(a);
            var end = (TreeEnd.Failed) tree.ended().orElseThrow();
            assertThat(end.error().message()).contains("root", "nested");
            assertThat(end.error().causes().getFirst().message()).contains("nested", "its child a");
            assertThat(typeOf(stage.ref(c))).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
        }

        @Test
        void aTransientSupervisorThatGaveUpStaysDownAndFailsHealth() {
            var tree = stage.start(root().child(nested, child -> child.restart(RestartType.TRANSIENT))
                    .child(c)
                    .build());
            crash(a);
            crash(a);
            assertThat(tree.ended()).isEmpty();
            assertThat(stage.ref(c).available()).isTrue();
            assertThat(error(stage.ref(b).cast(new Probe.Note("x"))).message()).contains("given up");
            assertThat(stage.runtime.health().health().status()).isEqualTo(HealthStatus.FAILED);
        }
    }

    @Nested
    class WhileRestarting {
        private final CountDownLatch go = new CountDownLatch(1);
        private final AtomicInteger starts = new AtomicInteger();
        private final GenServer<Probe, String> slow = GenServer.named("slow", Probe.class)
                .init(_ -> {
                    if (starts.incrementAndGet() > 1) {
                        await(go);
                    }
                    return Init.ready("view " + starts);
                })
                .handle((message, state, _) -> switch (message) {
                    case Probe.Crash crash -> throw crash.thrown();
                    default -> Reply.ok(state.length(), state);
                })
                .build();

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        @AfterEach
        void letGo() {
            go.countDown();
        }

        private void crashed() {
            stage.start(root().child(slow).build());
            error(stage.ref(slow).call(new Probe.Crash(new IllegalStateException("boom"))));
            clock.settle();
        }

        @Test
        void theViewAnswersMarkedStale() {
            crashed();
            assertThat(stage.ref(slow).read()).isEqualTo("view 1");
            assertThat(stage.ref(slow).staleSince()).contains(clock.wallTime());
            assertThat(stage.ref(slow).available()).isFalse();
            go.countDown();
            stage.ref(slow).call(new Probe.Add("")).orElseThrow();
            assertThat(stage.ref(slow).read()).isEqualTo("view 2");
            assertThat(stage.ref(slow).staleSince()).isEmpty();
        }

        @Test
        void aCallWaitsForTheNextIncarnation() throws Exception {
            crashed();
            var answer = stage.async(() -> stage.ref(slow).call(new Probe.Add("")));
            clock.settle();
            assertThat(answer).isNotDone();
            go.countDown();
            assertThat(answer.get()).isEqualTo(Result.ok(6));
        }

        @Test
        void aCallIsToldAtItsDeadlineThatTheServiceIsUnavailable() throws Exception {
            crashed();
            var answer = stage.async(() -> stage.ref(slow).call(new Probe.Add(""), Duration.ofSeconds(1)));
            clock.settle();
            clock.advance(Duration.ofSeconds(1));
            var error = error(answer.get());
            assertThat(error.type()).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThat(error.message()).contains("is restarting");
            assertThat(error.type().retry().retryable()).isTrue();
        }

        @Test
        void healthIsDegraded() {
            crashed();
            var health = stage.runtime.health().health();
            assertThat(health.status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(health.services().get("supervisor.root").reasons()).contains("slow is restarting");
            go.countDown();
            stage.ref(slow).call(new Probe.Add("")).orElseThrow();
            clock.settle();
            assertThat(stage.runtime.health().health().status()).isEqualTo(HealthStatus.HEALTHY);
        }

        @Test
        void theTreeCanBeStopped() {
            crashed();
            var stopped = stage.async(() -> {
                stage.close();
                return true;
            });
            clock.settle();
            clock.advance(Duration.ofSeconds(5));
            assertThat(stopped).isCompletedWithValue(true);
        }
    }
}
