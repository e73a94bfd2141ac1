package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.GenServerBuilder;
import io.elixirscope.foundation.server.InEveryMode;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Mode;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server that takes too long to begin.
@Timeout(60)
@InEveryMode
final class InitTimeoutIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger inits = new AtomicInteger();
    private final List<ExitReason> exits = new CopyOnWriteArrayList<>();
    private final Probe.Log log = new Probe.Log();
    private final GenServer<Probe, List<String>> before = Probe.server("before", log);

    @AfterEach
    void close() {
        go.countDown();
        stage.close();
    }

    /// How an `init` takes too long.
    private enum Slow {
        /// An interrupt ends it.
        WAITS,
        /// An interrupt lets it go on, with a state.
        COMES_LATE,
        /// An interrupt changes nothing.
        STAYS
    }

    private GenServerBuilder<Probe, String, String> slow(Slow how, int first) {
        return Mode.declare(GenServer.named("slow", Probe.class)
                .init(_ -> {
                    if (inits.incrementAndGet() >= first) {
                        await(how);
                    }
                    return Init.ready("state");
                })
                .terminate((reason, _) -> exits.add(reason))
                .handle((message, state, _) -> switch (message) {
                    case Probe.Add add -> add.reply(state.length(), state);
                    case Probe.Crash crash -> throw crash.thrown();
                    default -> Reply.ok(0, state);
                }));
    }

    private void await(Slow how) {
        while (go.getCount() > 0) {
            try {
                go.await();
            } catch (InterruptedException interrupted) {
                if (how == Slow.WAITS) {
                    throw new IllegalStateException("interrupted", interrupted);
                }
                if (how == Slow.COMES_LATE) {
                    return;
                }
            }
        }
    }

    private CompletableFuture<Result<SupervisionTree>> starting(GenServer<?, ?> slow) {
        var root = Supervisor.named("root").child(before).child(slow).build();
        return stage.async(() -> root.start(stage.runtime));
    }

    private static FoundationError origin(Result<?> result) {
        return ((Result.Err<?>) result).error().causes().getFirst();
    }

    private void assertFailed(Result<?> result) {
        FoundationError error = origin(result);
        assertThat(error.type()).isEqualTo(FoundationErrorType.INITIALIZATION_FAILED);
        assertThat(error.message()).contains("slow", "within its limit of PT10S", "initTimeout");
        assertThat(log.lines).containsExactly("init before", "terminate before");
    }

    @Test
    void anInitThatAnInterruptEndsFailsTheStartAtItsLimit() {
        var crashes = stage.listen("elixir_scope.server.crashed");
        var errors = stage.listen("elixir_scope.error.occurred");
        var start = starting(slow(Slow.WAITS, 1).initTimeout(LIMIT).build());
        clock.advance(LIMIT.minusNanos(1));
        assertThat(start).isNotDone();
        clock.advance(Duration.ofNanos(1));
        assertFailed(start.join());
        assertThat(crashes)
                .singleElement()
                .satisfies(crash -> assertThat(crash.attributes()).containsEntry("message", "init"));
        assertThat(errors).hasSize(1);
        assertThat(exits).isEmpty();
    }

    @Test
    void aStateThatComesTooLateIsTerminatedAndNeverPublished() {
        var slow = slow(Slow.COMES_LATE, 1).initTimeout(LIMIT).build();
        var start = starting(slow);
        clock.advance(LIMIT);
        assertFailed(start.join());
        assertThat(exits).containsExactly(ExitReason.shutdown());
        assertThatThrownBy(() -> stage.ref(slow).read()).hasMessageContaining("no view");
    }

    @Test
    void anInitThatStaysIsAbandonedAndFenced() {
        var errors = stage.listen("elixir_scope.error.occurred");
        var abandoned = stage.listen("elixir_scope.supervisor.child_abandoned");
        var start = starting(slow(Slow.STAYS, 1).initTimeout(LIMIT).build());
        clock.advance(LIMIT);
        assertThat(start).isNotDone();
        clock.advance(Duration.ofSeconds(1));
        assertFailed(start.join());
        assertThat(abandoned).hasSize(1);
        assertThat(errors).hasSize(1);
        go.countDown();
        clock.settle();
        assertThat(exits).isEmpty();
        assertThat(errors).hasSize(1);
    }

    @Test
    void atARestartItCountsAsOneMoreCrash() {
        var slow = slow(Slow.WAITS, 2).initTimeout(LIMIT).build();
        var tree = stage.start(Supervisor.named("root")
                .intensity(3, Duration.ofMinutes(5))
                .child(slow)
                .build());
        var gaveUp = stage.listen("elixir_scope.supervisor.gave_up");
        stage.ref(slow).call(new Probe.Crash(new IllegalStateException("boom")));
        clock.advance(LIMIT.multipliedBy(2));
        assertThat(tree.children()).extracting(ChildStatus::state).containsExactly(ChildStatus.State.RESTARTING);
        assertThat(inits).hasValue(4);
        clock.advance(LIMIT);
        assertThat(gaveUp).hasSize(1);
    }

    @Test
    void aStopMeanwhileDoesNotWaitForTheLimit() {
        var slow = slow(Slow.WAITS, 1).initTimeout(LIMIT).build();
        var tree = stage.start(Supervisor.named("root")
                .child(slow, child -> child.startInParallel().shutdown(Shutdown.within(Duration.ofSeconds(2))))
                .build());
        var stop = stage.async(() -> {
            tree.stop();
            return true;
        });
        clock.advance(Duration.ofSeconds(2));
        assertThat(stop).isCompletedWithValue(true);
        assertThat(stage.pendingTimers()).isZero();
    }

    @Test
    void oneMinuteUnlessSet() {
        var start = starting(slow(Slow.WAITS, 1).build());
        clock.advance(Duration.ofSeconds(59));
        assertThat(start).isNotDone();
        clock.advance(Duration.ofSeconds(1));
        assertThat(origin(start.join()).message()).contains("within its limit of PT1M");
    }

    @Test
    void aServerThatIsReadyInTimeIsLeftAlone() {
        var slow = slow(Slow.WAITS, 2).initTimeout(LIMIT).build();
        stage.start(slow);
        clock.advance(LIMIT.multipliedBy(3));
        assertThat(stage.ref(slow).call(new Probe.Add("")).orElseThrow()).isEqualTo(5);
        assertThat(stage.pendingTimers()).isZero();
    }

    @Test
    void theLimitMustBeInRange() {
        assertThatThrownBy(() -> slow(Slow.WAITS, 1).initTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "server slow: the limit of init must be > 0, was PT0S;" + " leave initTimeout(…) out for PT1M");
    }
}
