package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Children that come and go while their supervisor runs.
@Timeout(60)
final class DynamicSupervisorIT {
    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final Probe.Log log = new Probe.Log();
    private final DynamicSupervisor workers = DynamicSupervisor.named("workers")
            .maxChildren(2)
            .intensity(1, Duration.ofSeconds(5))
            .build();
    private final SupervisionTree tree =
            stage.start(Supervisor.named("root").child(workers).build());
    private final DynamicChildren children = tree.children(workers);

    @AfterEach
    void close() {
        stage.close();
    }

    private static FoundationErrorType failure(Result<?> result) {
        return (FoundationErrorType) ((Result.Err<?>) result).error().type();
    }

    private List<String> names() {
        return children.children().stream().map(ChildStatus::id).toList();
    }

    private void crash(GenServer<Probe, List<String>> server) {
        assertThat(stage.ref(server).call(new Probe.Crash(new IllegalStateException("boom"))))
                .isInstanceOf(Result.Err.class);
        clock.settle();
    }

    @Test
    void startsWithoutChildrenAndStartsThemWhenAsked() {
        assertThat(names()).isEmpty();
        var server = children.start(Probe.server("a", log)).orElseThrow();
        assertThat(server.call(new Probe.Add("x"))).isEqualTo(Result.ok(1));
        assertThat(names()).containsExactly("a");
        assertThat(children.children().getFirst().state()).isEqualTo(ChildStatus.State.RUNNING);
    }

    @Test
    void refusesMoreThanItsLimitUntilOneHasGone() {
        children.start(Probe.server("a")).orElseThrow();
        children.start(Probe.server("b")).orElseThrow();
        assertThat(failure(children.start(Probe.server("c")))).isEqualTo(FoundationErrorType.RESOURCE_EXHAUSTED);
        assertThat(children.stop("a")).isEqualTo(Result.ok(Done.DONE));
        assertThat(children.start(Probe.server("c"))).isInstanceOf(Result.Ok.class);
        assertThat(names()).containsExactly("b", "c");
    }

    @Test
    void forgetsAStoppedChildSoThatItsNameIsFree() {
        var first = children.start(Probe.server("a", log)).orElseThrow();
        assertThat(children.stop("a")).isEqualTo(Result.ok(Done.DONE));
        assertThat(log.exits).containsExactly(ExitReason.shutdown());
        var second = children.start(Probe.server("a", log)).orElseThrow();
        assertThat(second.call(new Probe.Add("x"))).isEqualTo(Result.ok(1));
        assertThat(failure(first.call(new Probe.Add("x")))).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
        assertThat(failure(children.stop("b"))).isEqualTo(FoundationErrorType.DATA_NOT_FOUND);
    }

    @Test
    void refusesANameThatIsTaken() {
        children.start(Probe.server("a")).orElseThrow();
        assertThat(failure(children.start(Probe.server("a")))).isEqualTo(FoundationErrorType.INVALID_INPUT);
        var elsewhere = Probe.server("elsewhere");
        stage.start(Supervisor.named("other").child(elsewhere).build());
        assertThat(failure(children.start(elsewhere))).isEqualTo(FoundationErrorType.INVALID_INPUT);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void keepsNoChildWhoseInitFailedOrIgnored() {
        var error = FoundationError.of(FoundationErrorType.CONFIG_NOT_FOUND, "no file");
        assertThat(failure(children.start(withInit(Init.failed(error)))))
                .isEqualTo(FoundationErrorType.INITIALIZATION_FAILED);
        assertThat(children.start(ChildSpec.of(withInit(Init.ignore())))).isEqualTo(Result.ok(Done.DONE));
        assertThat(names()).isEmpty();
        assertThat(children.start(withInit(Init.ready("fine")))).isInstanceOf(Result.Ok.class);
    }

    private static GenServer<Probe, String> withInit(Init<String> init) {
        return GenServer.named("a", Probe.class)
                .init(_ -> init)
                .handle((_, state, _) -> Reply.ok(state.length(), state))
                .build();
    }

    @Test
    void restartsByTheChildsOwnTypeAndForgetsTheOthers() {
        var permanent = Probe.server("permanent", log);
        var temporary = Probe.server("temporary");
        children.start(permanent).orElseThrow();
        children.start(ChildSpec.of(temporary).restart(RestartType.TEMPORARY)).orElseThrow();
        crash(permanent);
        crash(temporary);
        assertThat(log.inits).hasValue(2);
        assertThat(names()).containsExactly("permanent");
        var ending = Probe.server("transient");
        children.start(ChildSpec.of(ending).restart(RestartType.TRANSIENT)).orElseThrow();
        stage.ref(ending).cast(new Probe.Stop(ExitReason.normal())).orElseThrow();
        clock.settle();
        assertThat(names()).containsExactly("permanent");
    }

    @Test
    void beginsAgainWithoutChildrenWhenItGaveUpAndWasRestarted() {
        var server = Probe.server("a", log);
        children.start(server).orElseThrow();
        crash(server);
        crash(server);
        assertThat(names()).isEmpty();
        assertThat(tree.children().getFirst().restarts()).isOne();
        assertThat(children.start(Probe.server("a", log))).isInstanceOf(Result.Ok.class);
    }

    @Test
    void answersWhoStartsAChildThatIsStoppedMeanwhile() throws Exception {
        var began = new CountDownLatch(1);
        var slow = GenServer.named("slow", Probe.class)
                .init(_ -> {
                    began.countDown();
                    return held();
                })
                .handle((_, state, _) -> Reply.ok(state.length(), state))
                .build();
        var starting = stage.async(() -> children.start(slow));
        began.await();
        var stopping = stage.async(() -> children.stop("slow"));
        clock.settle();
        clock.advance(Duration.ofSeconds(5));
        assertThat(failure(starting.get())).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
        assertThat(stopping.get()).isEqualTo(Result.ok(Done.DONE));
        assertThat(names()).isEmpty();
    }

    @Test
    void goesOnWhenAChildIsStoppedDuringItsRestart() throws Exception {
        var again = new CountDownLatch(2);
        var slow = GenServer.named("slow", Probe.class)
                .init(_ -> {
                    again.countDown();
                    return again.getCount() > 0 ? Init.ready("first") : held();
                })
                .handle((_, _, _) -> {
                    throw new IllegalStateException("boom");
                })
                .build();
        children.start(slow).orElseThrow();
        stage.ref(slow).cast(new Probe.Note("crash")).orElseThrow();
        again.await();
        var stopping = stage.async(() -> children.stop("slow"));
        clock.settle();
        clock.advance(Duration.ofSeconds(5));
        assertThat(stopping.get()).isEqualTo(Result.ok(Done.DONE));
        assertThat(tree.children().getFirst().state()).isEqualTo(ChildStatus.State.RUNNING);
        assertThat(children.start(Probe.server("a"))).isInstanceOf(Result.Ok.class);
    }

    private static Init<String> held() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Init.ready("late");
    }

    @Test
    void stopsItsChildrenWithTheTreeAndRefusesThen() {
        children.start(Probe.server("a", log)).orElseThrow();
        tree.stop();
        assertThat(log.exits).containsExactly(ExitReason.shutdown());
        clock.settle();
        assertThat(failure(children.start(Probe.server("b")))).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
        assertThat(failure(children.stop("a"))).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
    }

    @Test
    void doesNotLetAServerWaitForItsOwnEnd() {
        var server = children.start(Probe.server("a")).orElseThrow();
        Object answer =
                server.call(new Probe.Run(_ -> failure(children.stop("a")))).orElseThrow();
        assertThat(answer).isEqualTo(FoundationErrorType.CALL_CYCLE);
    }

    @Test
    void isKnownToItsTreeOnly() {
        var stranger = DynamicSupervisor.named("stranger").build();
        assertThatThrownBy(() -> tree.children(stranger)).hasMessageContaining("DynamicSupervisor[stranger]");
        assertThatThrownBy(() -> DynamicSupervisor.named("x").maxChildren(0))
                .hasMessage("maxChildren must be >= 1, was 0");
    }
}
