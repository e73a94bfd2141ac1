package io.elixirscope.foundation.server;

import static io.elixirscope.foundation.server.CallIT.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.supervision.ChildStatus;
import io.elixirscope.foundation.supervision.RestartStrategy;
import io.elixirscope.foundation.supervision.RestartType;
import io.elixirscope.foundation.supervision.SupervisionTree;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Servers that end together.
@Timeout(60)
@InEveryMode
final class LinkIT {
    private static final Duration LONG = Duration.ofDays(1);

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final Probe.Log logA = new Probe.Log();
    private final Probe.Log logB = new Probe.Log();
    private final Probe.Log logC = new Probe.Log();
    private final GenServer<Probe, List<String>> a = Probe.server("a", logA);
    private final GenServer<Probe, List<String>> b = Probe.server("b", logB);
    private final GenServer<Probe, List<String>> c = Probe.server("c", logC);
    private final GenServer<Probe, List<String>> trapping = Probe.builder("trapping", logA)
            .trapExits(exit -> new Probe.Note(
                    exit.server() + " " + exit.reason().getClass().getSimpleName()))
            .build();
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void close() {
        go.countDown();
        stage.close();
    }

    private SupervisionTree start(RestartStrategy strategy, GenServer<?, ?>... servers) {
        var builder = Supervisor.named("root").strategy(strategy).intensity(10, Duration.ofMinutes(1));
        for (var server : servers) {
            builder.child(server);
        }
        return stage.start(builder.build());
    }

    private SupervisionTree start(GenServer<?, ?>... servers) {
        return start(RestartStrategy.ONE_FOR_ONE, servers);
    }

    private void link(GenServer<Probe, ?> from, GenServer<Probe, ?> to) {
        stage.ref(from)
                .call(new Probe.Run(context -> {
                    context.link(context.ref(to));
                    return "linked";
                }))
                .orElseThrow();
        clock.settle();
    }

    private void crash(GenServer<Probe, ?> server) {
        errorOf(stage.ref(server).call(new Probe.Crash(new IllegalStateException("boom"))));
        clock.settle();
    }

    private void stop(GenServer<Probe, ?> server, ExitReason reason) {
        stage.ref(server).cast(new Probe.Stop(reason)).orElseThrow();
        clock.settle();
    }

    private static void assertLinked(ExitReason reason, String server, Class<? extends ExitReason> first) {
        assertThat(reason).isInstanceOfSatisfying(ExitReason.Linked.class, linked -> {
            assertThat(linked.server()).isEqualTo(server);
            assertThat(linked.reason()).isInstanceOf(first);
        });
    }

    @Nested
    class AnEnd {
        @Test
        void endsThePartnerWhicheverSideMadeTheLink() {
            start(a, b);
            link(a, b);
            crash(b);
            assertThat(logA.exits).singleElement().satisfies(exit -> assertLinked(exit, "b", ExitReason.Failed.class));
            link(a, b);
            crash(a);
            assertThat(logB.exits.getLast()).satisfies(exit -> assertLinked(exit, "a", ExitReason.Failed.class));
            assertThat(logA.inits).hasValue(3);
            assertThat(logB.inits).hasValue(3);
        }

        @Test
        void byANormalReasonEndsNobodyElse() {
            start(a, b);
            link(a, b);
            stop(b, ExitReason.normal());
            assertThat(logB.inits).hasValue(2);
            crash(b);
            assertThat(logA.exits).isEmpty();
        }

        @Test
        void byAnOrderlyStopEndsThePartnerInOrder() {
            stage.start(Supervisor.named("root")
                    .child(a, child -> child.restart(RestartType.TRANSIENT))
                    .child(b)
                    .build());
            link(a, b);
            stop(b, ExitReason.shutdown());
            assertThat(logA.exits).singleElement().satisfies(exit -> {
                assertLinked(exit, "b", ExitReason.Shutdown.class);
                assertThat(exit.abnormal()).isFalse();
            });
            assertThat(logA.inits).hasValue(1);
            assertThat(logB.inits).hasValue(2);
        }

        @Test
        void isSignalledOnceThoughBothMadeTheLink() {
            var tree = start(a, b);
            link(a, b);
            link(b, a);
            link(a, b);
            crash(b);
            assertThat(logA.exits).hasSize(1);
            assertThat(logB.exits).hasSize(1);
            assertThat(tree.restarts()).isEqualTo(2);
        }

        @Test
        void goesRoundACycleOnceAndNamesWhereItBegan() {
            var tree = start(a, b, c);
            link(a, b);
            link(b, c);
            link(c, a);
            crash(b);
            assertThat(logA.exits).singleElement().satisfies(exit -> assertLinked(exit, "b", ExitReason.Failed.class));
            assertThat(logC.exits).singleElement().satisfies(exit -> assertLinked(exit, "b", ExitReason.Failed.class));
            assertThat(tree.restarts()).isEqualTo(3);
        }

        @Test
        void goesAlongAChain() {
            start(a, b, c);
            link(a, b);
            link(b, c);
            crash(c);
            assertThat(logA.exits).singleElement().satisfies(exit -> assertLinked(exit, "c", ExitReason.Failed.class));
        }

        @Test
        void leavesTheNextIncarnationsUnlinked() {
            start(a, b);
            link(a, b);
            crash(b);
            crash(b);
            assertThat(logA.inits).hasValue(2);
        }

        @Test
        void ofABusyPartnerComesAfterTheMessageInHandAndKeepsWhatWaits() throws Exception {
            start(a, b);
            link(a, b);
            var held = stage.async(() -> stage.ref(a).call(new Probe.Hold(began, go), LONG));
            began.await();
            var waiting = stage.async(() -> stage.ref(a).call(new Probe.Add("waits"), LONG));
            clock.settle();
            crash(b);
            assertThat(held).isNotDone();
            assertThat(logA.exits).isEmpty();
            go.countDown();
            assertThat(held.get().succeeded()).isTrue();
            assertThat(waiting.get().orElseThrow()).isEqualTo(1);
            assertThat(logA.exits).singleElement().satisfies(exit -> assertLinked(exit, "b", ExitReason.Failed.class));
        }

        @Test
        void byAbandonmentEndsThePartner() throws Exception {
            var group = Supervisor.named("group")
                    .strategy(RestartStrategy.ONE_FOR_ALL)
                    .child(b)
                    .child(c)
                    .build();
            stage.start(Supervisor.named("root").child(a).child(group).build());
            link(a, b);
            stage.async(() -> stage.ref(b).call(new Probe.Stubborn(began, go), LONG));
            began.await();
            crash(c);
            clock.advance(Duration.ofSeconds(10));
            assertThat(logA.exits)
                    .singleElement()
                    .satisfies(exit -> assertLinked(exit, "b", ExitReason.Abandoned.class));
        }
    }

    @Nested
    class Supervision {
        @Test
        void ofAGroupCountsOneRestart() {
            var tree = start(RestartStrategy.ONE_FOR_ALL, a, b);
            var restarts = stage.listen("elixir_scope.supervisor.restarted");
            link(a, b);
            crash(b);
            assertThat(restarts)
                    .singleElement()
                    .satisfies(restart -> assertThat(restart.attributes()).containsEntry("child", "b"));
            assertThat(logA.inits).hasValue(2);
            assertThat(logB.inits).hasValue(2);
            assertThat(tree.children()).extracting(ChildStatus::state).containsOnly(ChildStatus.State.RUNNING);
        }

        @Test
        void ofOneByOneCountsEachEndAsOtpDoes() {
            var tree = start(a, b);
            link(a, b);
            crash(b);
            assertThat(tree.restarts()).isEqualTo(2);
        }

        @Test
        void stopsLinkedServersWithoutWaiting() {
            var tree = start(a, b, c);
            link(a, b);
            link(b, c);
            var stopped = stage.async(() -> {
                tree.stop();
                return true;
            });
            clock.settle();
            assertThat(stopped).isCompletedWithValue(true);
            assertThat(logA.exits).hasSize(1);
            assertThat(errorOf(stage.ref(a).call(new Probe.All())).type())
                    .isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
        }
    }

    @Nested
    class Trapping {
        @Test
        void makesEachEndAMessage() {
            start(trapping, b);
            link(trapping, b);
            crash(b);
            link(trapping, b);
            stop(b, ExitReason.normal());
            link(trapping, b);
            stop(b, ExitReason.shutdown());
            assertThat(stage.ref(trapping).read()).containsExactly("b Failed", "b Normal", "b Shutdown");
            assertThat(logA.inits).hasValue(1);
        }

        @Test
        void endsAChain() {
            start(trapping, b, c);
            link(trapping, b);
            link(b, c);
            crash(c);
            assertThat(stage.ref(trapping).read()).containsExactly("b Linked");
            assertThat(logA.exits).isEmpty();
        }

        @Test
        void doesNotKeepThePartnerAlive() {
            start(trapping, b);
            link(trapping, b);
            crash(trapping);
            assertThat(logB.exits)
                    .singleElement()
                    .satisfies(exit -> assertLinked(exit, "trapping", ExitReason.Failed.class));
        }

        @Test
        void hearsAtOnceOfAServerThatDoesNotRun() {
            start(trapping);
            link(trapping, b);
            assertThat(stage.ref(trapping).read()).containsExactly("b Failed");
        }
    }

    @Nested
    class Linking {
        @Test
        void withAServerThatDoesNotRunEndsTheLinkerAndSaysWhy() {
            start(a);
            link(a, b);
            assertThat(logA.exits).singleElement().satisfies(exit -> {
                assertLinked(exit, "b", ExitReason.Failed.class);
                var cause = ((ExitReason.Failed) ((ExitReason.Linked) exit).reason()).cause();
                assertThat(((FoundationException) cause).error().type())
                        .isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
                assertThat(cause).hasMessageContaining("b was never started");
            });
            assertThat(logA.inits).hasValue(2);
        }

        @Test
        void withItselfDoesNothing() {
            start(a);
            link(a, a);
            crash(a);
            assertThat(logA.exits).singleElement().isInstanceOf(ExitReason.Failed.class);
        }

        @Test
        void isUndoneFromEitherSide() {
            start(a, b);
            link(a, b);
            stage.ref(b)
                    .call(new Probe.Run(context -> {
                        context.unlink(context.ref(a));
                        context.unlink(context.ref(a));
                        return "";
                    }))
                    .orElseThrow();
            crash(b);
            crash(a);
            assertThat(logA.exits).hasSize(1);
            assertThat(logB.exits).hasSize(1);
        }

        @Test
        void takesServersOfTheSameRuntimeOnly() {
            start(a);
            try (var other = Stage.system()) {
                Object checked = stage.ref(a)
                        .call(new Probe.Run(context -> {
                            assertThatThrownBy(() -> context.link(other.ref(b)))
                                    .isInstanceOf(IllegalArgumentException.class)
                                    .hasMessageContaining("link takes a server of the same runtime");
                            return "checked";
                        }))
                        .orElseThrow();
                assertThat(checked).isEqualTo("checked");
            }
        }
    }
}
