package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Supervisors that end by themselves when their significant children have ended.
@Timeout(60)
final class AutoShutdownIT {
    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final Probe.Log log = new Probe.Log();
    private final GenServer<Probe, List<String>> helper = Probe.server("helper", log);
    private final GenServer<Probe, List<String>> one = Probe.server("one", log);
    private final GenServer<Probe, List<String>> two = Probe.server("two", log);

    @AfterEach
    void close() {
        stage.close();
    }

    private Supervisor unit(AutoShutdown autoShutdown) {
        return Supervisor.named("unit")
                .autoShutdown(autoShutdown)
                .child(helper)
                .child(one, child -> child.restart(RestartType.TRANSIENT).significant())
                .child(two, child -> child.restart(RestartType.TRANSIENT).significant())
                .build();
    }

    private SupervisionTree under(Supervisor unit, RestartType type) {
        var tree = stage.start(Supervisor.named("root")
                .child(unit, child -> child.restart(type))
                .build());
        log.lines.clear();
        return tree;
    }

    private void finish(GenServer<Probe, List<String>> server) {
        stage.ref(server).cast(new Probe.Stop(ExitReason.normal())).orElseThrow();
        clock.settle();
    }

    private static List<ChildStatus.State> states(SupervisionTree tree) {
        return tree.children().stream().map(ChildStatus::state).toList();
    }

    @Test
    void theFirstOfAnyStopsTheOthersInReverseOrder() {
        var shutDown = stage.listen("elixir_scope.supervisor.shut_down");
        var tree = under(unit(AutoShutdown.ANY_SIGNIFICANT), RestartType.TRANSIENT);
        finish(one);
        assertThat(log.lines).containsExactly("terminate one", "terminate two", "terminate helper");
        assertThat(states(tree)).containsExactly(ChildStatus.State.STOPPED);
        assertThat(tree.ended()).isEmpty();
        assertThat(shutDown).singleElement().satisfies(told -> {
            assertThat(told.attribute("supervisor")).isEqualTo("unit");
            assertThat(told.attribute("child")).isEqualTo("one");
        });
        assertThat(stage.runtime.health().health().status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(stage.ref(helper).call(new Probe.All()))
                .isInstanceOfSatisfying(
                        Result.Err.class,
                        failed -> assertThat(failed.error().type()).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE));
    }

    @Test
    void theLastOfAllEndsIt() {
        var tree = under(unit(AutoShutdown.ALL_SIGNIFICANT), RestartType.TRANSIENT);
        finish(two);
        assertThat(states(tree)).containsExactly(ChildStatus.State.RUNNING);
        finish(one);
        assertThat(log.lines).containsExactly("terminate two", "terminate one", "terminate helper");
        assertThat(states(tree)).containsExactly(ChildStatus.State.STOPPED);
    }

    @Test
    void aFailureOfATransientOneIsRestarted() {
        var tree = under(unit(AutoShutdown.ANY_SIGNIFICANT), RestartType.TRANSIENT);
        stage.ref(one)
                .cast(new Probe.CrashLater(new IllegalStateException("boom")))
                .orElseThrow();
        clock.settle();
        assertThat(log.lines).containsExactly("terminate one", "init one");
        assertThat(states(tree)).containsExactly(ChildStatus.State.RUNNING);
    }

    @Test
    void aStopByTheSupervisorIsNoEnd() {
        var unit = unit(AutoShutdown.ANY_SIGNIFICANT);
        var tree = under(unit, RestartType.TRANSIENT);
        tree.children(unit).stop("one").orElseThrow();
        clock.settle();
        assertThat(states(tree)).containsExactly(ChildStatus.State.RUNNING);
        assertThat(stage.ref(two).available()).isTrue();
    }

    @Test
    void aPermanentUnitIsStartedAgainAsItsParentDoesWithAnyPermanentChild() {
        var tree = under(unit(AutoShutdown.ANY_SIGNIFICANT), RestartType.PERMANENT);
        finish(one);
        assertThat(log.lines)
                .containsExactly(
                        "terminate one", "terminate two", "terminate helper", "init helper", "init one", "init two");
        assertThat(states(tree)).containsExactly(ChildStatus.State.RUNNING);
        assertThat(tree.children().getFirst().restarts()).isOne();
    }

    @Test
    void aTemporaryUnitIsForgotten() {
        var tree = under(unit(AutoShutdown.ANY_SIGNIFICANT), RestartType.TEMPORARY);
        finish(one);
        assertThat(tree.children()).isEmpty();
    }

    @Test
    void aUnitCanBeSignificantItself() {
        var ends = new LinkedBlockingQueue<TreeEnd>();
        var tree = stage.start(Supervisor.named("root")
                .autoShutdown(AutoShutdown.ALL_SIGNIFICANT)
                .child(
                        unit(AutoShutdown.ANY_SIGNIFICANT),
                        child -> child.restart(RestartType.TEMPORARY).significant())
                .build());
        tree.onEnd(ends::add);
        finish(two);
        assertThat(tree.ended()).contains(new TreeEnd.ShutDown("unit"));
        assertThat(ends).containsExactly(new TreeEnd.ShutDown("unit"));
    }

    @Test
    void theOthersHandleWhatWaitsFirst() {
        var tree = under(unit(AutoShutdown.ANY_SIGNIFICANT), RestartType.TRANSIENT);
        var began = new java.util.concurrent.CountDownLatch(1);
        var go = new java.util.concurrent.CountDownLatch(1);
        stage.async(() -> stage.ref(helper).call(new Probe.Hold(began, go), Duration.ofDays(1)));
        clock.settle();
        stage.ref(helper).cast(new Probe.Note("last")).orElseThrow();
        finish(one);
        go.countDown();
        clock.settle();
        assertThat(stage.ref(helper).read()).containsExactly("last");
        assertThat(states(tree)).containsExactly(ChildStatus.State.STOPPED);
    }
}
