package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.error.RetryStrategy;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Restarts that wait, on a clock that the test moves.
@Timeout(60)
final class BackoffIT {
    private static final Duration WAIT = Duration.ofSeconds(10);

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

    private static Supervisor.Builder root() {
        return Supervisor.named("root").backoff(new RetryStrategy.Fixed(WAIT)).intensity(100, Duration.ofDays(1));
    }

    private void crash(GenServer<Probe, List<String>> server) {
        stage.ref(server)
                .cast(new Probe.CrashLater(new IllegalStateException("boom")))
                .orElseThrow();
        clock.settle();
    }

    private SupervisionTree group(RestartStrategy strategy) {
        var tree =
                stage.start(root().strategy(strategy).child(a).child(b).child(c).build());
        log.lines.clear();
        return tree;
    }

    private static List<ChildStatus.State> states(SupervisionTree tree) {
        return tree.children().stream().map(ChildStatus::state).toList();
    }

    @Test
    void theChildIsDownUntilTheWaitIsOverAndSaysSo() {
        var waiting = stage.listen("elixir_scope.supervisor.waiting");
        var tree = stage.start(root().child(a).build());
        var crashedAt = clock.wallTime();
        crash(a);
        var status = tree.children().getFirst();
        assertThat(status.state()).isEqualTo(ChildStatus.State.WAITING);
        assertThat(status.since()).isEqualTo(crashedAt);
        assertThat(status.restartsAt()).contains(crashedAt.plus(WAIT));
        assertThat(waiting).singleElement().satisfies(told -> {
            assertThat(told.attribute("child")).isEqualTo("a");
            assertThat(told.value()).isEqualTo(WAIT.toNanos());
        });
        clock.advance(WAIT.minusNanos(1));
        assertThat(stage.ref(a).available()).isFalse();
        clock.advance(Duration.ofNanos(1));
        assertThat(stage.ref(a).available()).isTrue();
        assertThat(tree.children().getFirst().restartsAt()).isEmpty();
        assertThat(tree.restarts()).isOne();
    }

    @Test
    void healthIsDegradedMeanwhileAndSaysUntilWhen() {
        stage.start(root().child(a).build());
        crash(a);
        var health = stage.runtime.health().health();
        assertThat(health.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(health.services().get("supervisor.root").reasons())
                .contains("a waits to be restarted at " + clock.wallTime().plus(WAIT));
    }

    @Test
    void aCallWaitsForTheNextIncarnation() throws Exception {
        stage.start(root().child(a).build());
        crash(a);
        var answer = stage.async(() -> stage.ref(a).call(new Probe.Add("x"), Duration.ofMinutes(1)));
        clock.settle();
        assertThat(answer).isNotDone();
        clock.advance(WAIT);
        assertThat(answer.get()).isEqualTo(Result.ok(1));
    }

    @Test
    void oneForOneWaitsForEachChildAlone() {
        var tree = group(RestartStrategy.ONE_FOR_ONE);
        crash(a);
        clock.advance(Duration.ofSeconds(4));
        crash(b);
        assertThat(states(tree))
                .containsExactly(ChildStatus.State.WAITING, ChildStatus.State.WAITING, ChildStatus.State.RUNNING);
        clock.advance(Duration.ofSeconds(6));
        assertThat(log.lines).containsExactly("terminate a", "terminate b", "init a");
        clock.advance(Duration.ofSeconds(4));
        assertThat(log.lines).endsWith("init a", "init b");
    }

    @Test
    void aGroupWaitsOnceThenStopsAndStartsInOrder() {
        var tree = group(RestartStrategy.ONE_FOR_ALL);
        crash(b);
        assertThat(states(tree))
                .containsExactly(ChildStatus.State.RUNNING, ChildStatus.State.WAITING, ChildStatus.State.RUNNING);
        crash(c);
        assertThat(tree.children().get(2).restartsAt())
                .isEqualTo(tree.children().get(1).restartsAt());
        clock.advance(WAIT);
        assertThat(log.lines)
                .containsExactly("terminate b", "terminate c", "terminate a", "init a", "init b", "init c");
        assertThat(states(tree)).containsOnly(ChildStatus.State.RUNNING);
        clock.advance(WAIT);
        assertThat(log.lines).hasSize(6);
    }

    @Test
    void anEndFurtherUpTakesTheWaitingRestOver() {
        var tree = group(RestartStrategy.REST_FOR_ONE);
        crash(c);
        clock.advance(Duration.ofSeconds(9));
        crash(b);
        assertThat(tree.children().get(2).restartsAt())
                .isEqualTo(tree.children().get(1).restartsAt());
        clock.advance(Duration.ofSeconds(9));
        assertThat(log.lines).containsExactly("terminate c", "terminate b");
        clock.advance(Duration.ofSeconds(1));
        assertThat(log.lines).containsExactly("terminate c", "terminate b", "init b", "init c");
    }

    @Test
    void anInitThatFailsWaitsAgainAndThoseBehindItWithIt() {
        var starts = new AtomicInteger();
        var shaky = GenServer.named("shaky", Probe.class)
                .init(_ -> {
                    if (starts.incrementAndGet() == 2) {
                        throw new IllegalStateException("not yet");
                    }
                    return Init.ready("");
                })
                .handle((_, _, _) -> {
                    throw new IllegalStateException("boom");
                })
                .build();
        var tree = stage.start(root().strategy(RestartStrategy.ONE_FOR_ALL)
                .child(a)
                .child(shaky)
                .child(c)
                .build());
        stage.ref(shaky).cast(new Probe.Note("x")).orElseThrow();
        clock.settle();
        clock.advance(WAIT);
        assertThat(starts).hasValue(2);
        assertThat(states(tree))
                .containsExactly(ChildStatus.State.RUNNING, ChildStatus.State.WAITING, ChildStatus.State.WAITING);
        clock.advance(WAIT);
        assertThat(starts).hasValue(3);
        assertThat(states(tree)).containsOnly(ChildStatus.State.RUNNING);
    }

    @Test
    void theLimitCountsEndsNotWaits() {
        var tree =
                stage.start(root().intensity(1, Duration.ofSeconds(30)).child(a).build());
        crash(a);
        clock.advance(WAIT);
        crash(a);
        assertThat(tree.ended()).containsInstanceOf(TreeEnd.Failed.class);
    }

    @Test
    void wherePeriodsAreShorterThanWaitsItGoesOnForEver() {
        var tree =
                stage.start(root().intensity(1, Duration.ofSeconds(5)).child(a).build());
        for (int i = 0; i < 20; i++) {
            crash(a);
            clock.advance(WAIT);
        }
        assertThat(stage.ref(a).available()).isTrue();
        assertThat(tree.restarts()).isEqualTo(20);
    }

    @Test
    void exponentialWaitsAreRandomBelowABoundThatDoubles() {
        var tree = stage.start(root().backoff(Duration.ofSeconds(1), Duration.ofSeconds(4))
                .child(a)
                .build());
        for (int bound : new int[] {1, 2, 4, 4}) {
            crash(a);
            var until = tree.children().getFirst().restartsAt().orElseThrow();
            assertThat(Duration.between(clock.wallTime(), until))
                    .isPositive()
                    .isLessThanOrEqualTo(Duration.ofSeconds(bound));
            clock.advance(Duration.between(clock.wallTime(), until));
            assertThat(stage.ref(a).available()).isTrue();
        }
    }

    @Test
    void aStopDuringAWaitEndsAtOnce() {
        var tree = group(RestartStrategy.ONE_FOR_ALL);
        crash(b);
        tree.stop();
        assertThat(log.exits.subList(1, 3)).containsOnly(ExitReason.shutdown());
        assertThat(tree.ended()).contains(new TreeEnd.Stopped());
        clock.advance(WAIT);
        assertThat(log.lines).doesNotContain("init b");
    }

    @Test
    void aChildIsStoppedDuringItsWait() {
        var root = root().child(a).child(b).build();
        var tree = stage.start(root);
        crash(a);
        assertThat(tree.children(root).stop("a")).isEqualTo(Result.ok(Done.DONE));
        clock.advance(WAIT);
        assertThat(tree.children().getFirst().state()).isEqualTo(ChildStatus.State.STOPPED);
        assertThat(log.inits).hasValue(2);
    }

    @Test
    void aDynamicChildWaitsTooAndIsStoppedMeanwhile() {
        var workers = DynamicSupervisor.named("workers").backoff(WAIT, WAIT).build();
        var tree = stage.start(Supervisor.named("root").child(workers).build());
        var children = tree.children(workers);
        children.start(a).orElseThrow();
        crash(a);
        assertThat(children.children().getFirst().state()).isEqualTo(ChildStatus.State.WAITING);
        assertThat(children.stop("a")).isEqualTo(Result.ok(Done.DONE));
        assertThat(children.children()).isEmpty();
        clock.advance(WAIT);
        assertThat(log.inits).hasValue(1);
    }

    @Test
    void aSupervisorThatGaveUpWaitsAsAnyChildDoes() {
        var nested = Supervisor.named("nested")
                .intensity(0, Duration.ofSeconds(1))
                .child(a)
                .build();
        var tree = stage.start(root().child(nested).build());
        crash(a);
        assertThat(states(tree)).containsExactly(ChildStatus.State.WAITING);
        var answer = stage.async(() -> stage.ref(a).call(new Probe.Add("x"), Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));
        assertThat(answer)
                .isCompletedWithValueMatching(result -> result instanceof Result.Err<Integer>(var error)
                        && error.type() == FoundationErrorType.SERVICE_UNAVAILABLE);
        clock.advance(WAIT);
        assertThat(states(tree)).containsExactly(ChildStatus.State.RUNNING);
        assertThat(stage.ref(a).available()).isTrue();
    }
}
