package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.error.RetryStrategy;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Children of a supervisor that are started, stopped, restarted and deleted while it runs.
@Timeout(60)
final class SupervisorChildrenIT {
    private static final Result<Done> DONE = Result.ok(Done.DONE);

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final Probe.Log log = new Probe.Log();
    private final GenServer<Probe, List<String>> a = Probe.server("a", log);
    private final GenServer<Probe, List<String>> b = Probe.server("b", log);
    private final GenServer<Probe, List<String>> c = Probe.server("c", log);
    private final Supervisor root = Supervisor.named("root")
            .strategy(RestartStrategy.REST_FOR_ONE)
            .child(a)
            .child(b)
            .build();
    private final SupervisionTree tree = stage.start(root);
    private final SupervisorChildren children = tree.children(root);

    @AfterEach
    void close() {
        stage.close();
    }

    private static FoundationError error(Result<?> result) {
        return ((Result.Err<?>) result).error();
    }

    private static FoundationErrorType failure(Result<?> result) {
        return (FoundationErrorType) error(result).type();
    }

    private static String state(Result<?> result) {
        return error(result).context().get("state") instanceof Value.TextValue(var text) ? text : "none";
    }

    private List<String> shown() {
        return children.children().stream()
                .map(child -> child.id() + " " + child.state())
                .toList();
    }

    private void crash(GenServer<Probe, List<String>> server) {
        stage.ref(server)
                .cast(new Probe.CrashLater(new IllegalStateException("boom")))
                .orElseThrow();
        clock.settle();
    }

    private static GenServer<Probe, String> withInit(String name, java.util.function.Supplier<Init<String>> init) {
        return GenServer.named(name, Probe.class)
                .init(_ -> init.get())
                .handle((_, state, _) -> Reply.ok(state.length(), state))
                .build();
    }

    @Nested
    class Start {
        @Test
        void addsAtTheEndSoThatTheOrderOfTheGroupHolds() {
            var server = children.start(c).orElseThrow();
            assertThat(server.call(new Probe.Add("x"))).isEqualTo(Result.ok(1));
            assertThat(shown()).containsExactly("a RUNNING", "b RUNNING", "c RUNNING");
            log.lines.clear();
            crash(b);
            assertThat(log.lines).containsExactly("terminate b", "terminate c", "init b", "init c");
        }

        @Test
        void refusesANameThatIsThereRunningOrStopped() {
            var running = children.start(Probe.server("b"));
            assertThat(failure(running)).isEqualTo(FoundationErrorType.INVALID_INPUT);
            assertThat(state(running)).isEqualTo("running");
            children.stop("b").orElseThrow();
            assertThat(state(children.start(b))).isEqualTo("stopped");
        }

        @Test
        void doesNotKeepAChildThatFailed() {
            var failed = children.start(withInit(
                    "c", () -> Init.failed(FoundationError.of(FoundationErrorType.CONFIG_NOT_FOUND, "no file"))));
            assertThat(failure(failed)).isEqualTo(FoundationErrorType.INITIALIZATION_FAILED);
            assertThat(shown()).containsExactly("a RUNNING", "b RUNNING");
            assertThat(children.start(c)).isInstanceOf(Result.Ok.class);
        }

        @Test
        void keepsAChildThatDoesNotWantToRunUnlessItIsTemporary() {
            var idle = withInit("idle", Init::ignore);
            assertThat(children.start(ChildSpec.of(idle))).isEqualTo(DONE);
            assertThat(shown()).containsExactly("a RUNNING", "b RUNNING", "idle STOPPED");
            var brief = withInit("brief", Init::ignore);
            assertThat(children.start(ChildSpec.of(brief).restart(RestartType.TEMPORARY)))
                    .isEqualTo(DONE);
            assertThat(shown()).hasSize(3);
        }

        @Test
        void refusesItsOwnSupervisorAndOneAboveIt() {
            var nested = Supervisor.named("nested").build();
            children.start(ChildSpec.of(nested)).orElseThrow();
            for (var again : List.of(root, nested)) {
                var refused = error(tree.children(nested).start(ChildSpec.of(again)));
                assertThat(refused.type()).isEqualTo(FoundationErrorType.INVALID_INPUT);
                assertThat(refused.message())
                        .contains(
                                "\"" + again.name() + "\" is in this tree already",
                                "cannot be its own child",
                                "define a second");
            }
            var ring = Supervisor.named("ring").child(nested).build();
            assertThat(failure(tree.children(nested).start(ChildSpec.of(ring))))
                    .isEqualTo(FoundationErrorType.INVALID_INPUT);
            assertThat(tree.children(nested).children()).isEmpty();
        }

        @Test
        void refusesASignificantChildWhereNoneMayBe() {
            var refused = error(children.start(
                    ChildSpec.of(c).restart(RestartType.TRANSIENT).significant()));
            assertThat(refused.type()).isEqualTo(FoundationErrorType.INVALID_INPUT);
            assertThat(refused.message()).contains("\"c\"", "autoShutdown is NEVER", "ANY_SIGNIFICANT");
        }

        @Test
        void addsATemporaryChildAgainThatEnded() {
            var brief = ChildSpec.of(c).restart(RestartType.TEMPORARY);
            children.start(brief).orElseThrow();
            crash(c);
            assertThat(shown()).containsExactly("a RUNNING", "b RUNNING");
            assertThat(children.start(brief)).isEqualTo(DONE);
        }
    }

    @Nested
    class Stop {
        @Test
        void keepsTheSpecification() {
            assertThat(children.stop("a")).isEqualTo(DONE);
            assertThat(shown()).containsExactly("a STOPPED", "b RUNNING");
            assertThat(log.exits).containsExactly(ExitReason.shutdown());
            assertThat(failure(stage.ref(a).call(new Probe.All()))).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThat(children.stop("a")).isEqualTo(DONE);
        }

        @Test
        void forgetsATemporaryChild() {
            children.start(ChildSpec.of(c).restart(RestartType.TEMPORARY)).orElseThrow();
            assertThat(children.stop("c")).isEqualTo(DONE);
            assertThat(failure(children.restart("c"))).isEqualTo(FoundationErrorType.DATA_NOT_FOUND);
        }

        @Test
        void knowsItsChildrenOnly() {
            var refused = error(children.stop("x"));
            assertThat(refused.type()).isEqualTo(FoundationErrorType.DATA_NOT_FOUND);
            assertThat(refused.message()).isEqualTo("Supervisor root has no child named x");
        }

        @Test
        void doesNotLetAServerWaitForItsOwnEnd() {
            var nested = Supervisor.named("nested").child(c).build();
            children.start(ChildSpec.of(nested)).orElseThrow();
            Object answer = stage.ref(c)
                    .call(new Probe.Run(_ -> failure(children.stop("nested"))))
                    .orElseThrow();
            assertThat(answer).isEqualTo(FoundationErrorType.CALL_CYCLE);
        }

        @Test
        void endsAStartThatHangs() throws Exception {
            var began = new CountDownLatch(1);
            var slow = withInit("slow", () -> {
                began.countDown();
                return held();
            });
            var starting = stage.async(() -> children.start(slow));
            began.await();
            var stopping = stage.async(() -> children.stop("slow"));
            clock.settle();
            clock.advance(Duration.ofSeconds(5));
            assertThat(failure(starting.get())).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThat(stopping.get()).isEqualTo(DONE);
            assertThat(children.stop("a")).isEqualTo(DONE);
        }

        private static Init<String> held() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return Init.ready("late");
        }
    }

    @Nested
    class Restart {
        @Test
        void startsAStoppedChildAgain() {
            children.stop("a").orElseThrow();
            assertThat(children.restart("a")).isEqualTo(DONE);
            assertThat(shown()).containsExactly("a RUNNING", "b RUNNING");
            assertThat(stage.ref(a).call(new Probe.Add("x"))).isEqualTo(Result.ok(1));
        }

        @Test
        void startsAChildAgainThatEndedByItself() {
            var done = Supervisor.named("done")
                    .child(c, child -> child.restart(RestartType.TRANSIENT))
                    .build();
            var other = stage.start(done);
            stage.ref(c).cast(new Probe.Stop(ExitReason.normal())).orElseThrow();
            clock.settle();
            assertThat(other.children(done).restart("c")).isEqualTo(DONE);
            assertThat(stage.ref(c).available()).isTrue();
        }

        @Test
        void refusesOneThatRunsOrThatIsUnknown() {
            var refused = error(children.restart("a"));
            assertThat(refused.type()).isEqualTo(FoundationErrorType.CHILD_NOT_STOPPED);
            assertThat(refused.message()).isEqualTo("Child a of supervisor root is running");
            assertThat(failure(children.restart("x"))).isEqualTo(FoundationErrorType.DATA_NOT_FOUND);
        }

        @Test
        void leavesAChildStoppedThatFailed() {
            var starts = new AtomicInteger();
            var shaky = withInit("shaky", () -> {
                if (starts.incrementAndGet() == 2) {
                    throw new IllegalStateException("not yet");
                }
                return Init.ready("");
            });
            children.start(shaky).orElseThrow();
            children.stop("shaky").orElseThrow();
            assertThat(failure(children.restart("shaky"))).isEqualTo(FoundationErrorType.INITIALIZATION_FAILED);
            assertThat(shown()).contains("shaky STOPPED");
            assertThat(children.restart("shaky")).isEqualTo(DONE);
        }

        @Test
        void aGroupThatRestartsStartsItsStoppedChildrenToo() {
            children.stop("b").orElseThrow();
            crash(a);
            assertThat(shown()).containsExactly("a RUNNING", "b RUNNING");
        }
    }

    @Nested
    class Delete {
        @Test
        void forgetsAStoppedChildSoThatItsNameIsFree() {
            children.stop("a").orElseThrow();
            assertThat(children.delete("a")).isEqualTo(DONE);
            assertThat(shown()).containsExactly("b RUNNING");
            assertThat(children.start(Probe.server("a"))).isInstanceOf(Result.Ok.class);
            assertThat(shown()).containsExactly("b RUNNING", "a RUNNING");
        }

        @Test
        void refusesOneThatRunsOrThatIsUnknown() {
            var refused = children.delete("a");
            assertThat(failure(refused)).isEqualTo(FoundationErrorType.CHILD_NOT_STOPPED);
            assertThat(state(refused)).isEqualTo("running");
            assertThat(failure(children.delete("x"))).isEqualTo(FoundationErrorType.DATA_NOT_FOUND);
        }
    }

    @Nested
    class WhileARestartWaits {
        private final GenServer<Probe, List<String>> d = Probe.server("d", log);
        private final Supervisor patient = Supervisor.named("patient")
                .strategy(RestartStrategy.ONE_FOR_ALL)
                .backoff(new RetryStrategy.Fixed(Duration.ofSeconds(10)))
                .child(c)
                .child(d)
                .build();
        private final SupervisionTree waiting = stage.start(patient);
        private final SupervisorChildren those = waiting.children(patient);

        @Test
        void theChildIsNeitherRunningNorStopped() {
            crash(c);
            assertThat(state(those.restart("c"))).isEqualTo("restarting");
            assertThat(state(those.delete("c"))).isEqualTo("restarting");
            assertThat(state(those.start(c))).isEqualTo("restarting");
            assertThat(those.counts()).isEqualTo(new ChildCounts(2, 1, 0, 2));
        }

        @Test
        void aStopEndsTheWaitWhereNobodyElseWaits() {
            crash(c);
            assertThat(those.stop("c")).isEqualTo(DONE);
            clock.advance(Duration.ofSeconds(10));
            assertThat(waiting.restarts()).isZero();
            assertThat(those.delete("c")).isEqualTo(DONE);
        }

        @Test
        void aStopLeavesTheWaitToTheOthersThatAreDown() {
            crash(c);
            crash(d);
            assertThat(those.stop("c")).isEqualTo(DONE);
            clock.advance(Duration.ofSeconds(10));
            assertThat(waiting.children())
                    .extracting(ChildStatus::state)
                    .containsExactly(ChildStatus.State.RUNNING, ChildStatus.State.RUNNING);
        }
    }

    @Test
    void countsAsOtpDoes() {
        children.start(ChildSpec.of(Supervisor.named("nested").build())).orElseThrow();
        children.stop("a").orElseThrow();
        assertThat(children.counts()).isEqualTo(new ChildCounts(3, 2, 1, 2));
    }

    @Test
    void aRestartedSupervisorHasTheChildrenOfItsDefinition() {
        var inner = Supervisor.named("inner")
                .intensity(0, Duration.ofSeconds(1))
                .child(c)
                .child(Probe.server("d", log))
                .build();
        var outer = stage.start(Supervisor.named("outer").child(inner).build());
        var those = outer.children(inner);
        those.start(Probe.server("e", log)).orElseThrow();
        those.stop("d").orElseThrow();
        those.delete("d").orElseThrow();
        crash(c);
        assertThat(those.children())
                .extracting(child -> child.id() + " " + child.state())
                .containsExactly("c RUNNING", "d RUNNING");
        assertThat(those.start(Probe.server("e", log))).isInstanceOf(Result.Ok.class);
    }

    @Test
    void anEndWaitsForTheRequestBeforeIt() throws Exception {
        var began = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var slow = withInit("slow", () -> {
            began.countDown();
            try {
                go.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return Init.ready("");
        });
        var starting = stage.async(() -> children.start(ChildSpec.of(slow)));
        began.await();
        log.lines.clear();
        crash(a);
        assertThat(log.lines).containsExactly("terminate a");
        go.countDown();
        assertThat(starting.get()).isEqualTo(DONE);
        clock.settle();
        assertThat(log.lines).containsExactly("terminate a", "terminate b", "init a", "init b");
        assertThat(shown()).containsExactly("a RUNNING", "b RUNNING", "slow RUNNING");
    }

    @Test
    void aServerThatIsBeingStartedIsRefusedRatherThanWaitedFor() {
        var answers = new java.util.concurrent.CopyOnWriteArrayList<Result<Done>>();
        var asking = withInit("asking", () -> {
            answers.add(children.stop("a"));
            return Init.ready("");
        });
        assertThat(children.start(ChildSpec.of(asking))).isEqualTo(DONE);
        assertThat(answers)
                .singleElement()
                .satisfies(
                        answer -> assertThat(error(answer).message()).contains("about to start or stop server asking"));
    }

    @Test
    void refusesWhenTheTreeIsStopped() {
        tree.stop();
        clock.settle();
        for (var refused : List.of(
                children.start(ChildSpec.of(c)), children.stop("a"), children.restart("a"), children.delete("a"))) {
            assertThat(failure(refused)).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
        }
    }

    @Test
    void isKnownToItsTreeOnly() {
        var stranger = Supervisor.named("stranger").build();
        assertThatThrownBy(() -> tree.children(stranger)).hasMessageContaining("Supervisor[stranger]");
    }

    @Test
    void aSupervisorStandsOnceInATree() {
        var twin = Supervisor.named("twin").build();
        var left = Supervisor.named("left").child(twin).build();
        assertThatThrownBy(() ->
                        Supervisor.named("top").child(left).child(twin).build().start(stage.runtime))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"twin\" is in this tree already");
    }

    @Nested
    class NestedSupervisors {
        @Test
        void aStopThatTheStopOfTheTreeOvertakesIsAnsweredToo() throws Exception {
            var held = Probe.server("held", log);
            var inner = Supervisor.named("inner").child(held).build();
            var outer = Supervisor.named("outer").child(inner).build();
            var outerTree = stage.start(outer);
            var began = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            var call = stage.async(() -> stage.ref(held).call(new Probe.Stubborn(began, go)));
            began.await();

            var stopped = stage.async(() -> outerTree.children(outer).stop("inner"));
            clock.settle();
            var ended = stage.async(() -> {
                outerTree.stop();
                return true;
            });
            clock.settle();
            go.countDown();

            assertThat(stopped.get()).isNotNull();
            assertThat(ended.get()).isTrue();
            assertThat(call.get()).isEqualTo(Result.ok(0));
        }
    }
}
