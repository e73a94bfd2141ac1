package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.InEveryMode;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Servers that somebody suspends.
@Timeout(60)
@InEveryMode
final class SuspendIT {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final Probe.Log log = new Probe.Log();
    private final GenServer<Probe, List<String>> definition = Probe.server("quiet", log);
    private final GenServer<Probe, List<String>> other = Probe.server("other");
    private final SupervisionTree tree = stage.start(Supervisor.named("root")
            .strategy(RestartStrategy.ONE_FOR_ALL)
            .child(definition, child -> child.shutdown(Shutdown.unbounded()))
            .child(other)
            .build());
    private final Introspection introspection = tree.introspection();
    private final Server<Probe, List<String>> server = stage.ref(definition);

    @AfterEach
    void close() {
        stage.close();
    }

    private ChildStatus.State state() {
        return introspection.server("quiet").orElseThrow().child().state();
    }

    private static FoundationError errorOf(Result<?> result) {
        return ((Result.Err<?>) result).error();
    }

    @Test
    void handleNothingUntilTheyAreResumedAndThenAllInOrder() throws Exception {
        server.call(new Probe.Add("before")).orElseThrow();
        assertThat(introspection.suspend("quiet")).isEqualTo(Result.ok(Done.DONE));
        server.cast(new Probe.Note("first")).orElseThrow();
        var second = stage.async(() -> server.call(new Probe.Add("second"), LONG));
        clock.settle();

        assertThat(second).isNotDone();
        assertThat(server.read()).containsExactly("before");
        assertThat(state()).isEqualTo(ChildStatus.State.SUSPENDED);
        assertThat(introspection.server("quiet").orElseThrow().child().mailboxLength())
                .isEqualTo(2);

        assertThat(introspection.resume("quiet")).isEqualTo(Result.ok(Done.DONE));
        assertThat(second.get()).isEqualTo(Result.ok(3));
        assertThat(server.call(new Probe.All())).isEqualTo(Result.ok(List.of("before", "first", "second")));
        assertThat(state()).isEqualTo(ChildStatus.State.RUNNING);
    }

    @Test
    void letTheirCallersWaitUntilTheDeadlineAndSayWhy() throws Exception {
        introspection.suspend("quiet").orElseThrow();
        var answer = stage.async(() -> server.call(new Probe.Add("a"), Duration.ofMillis(100)));
        clock.settle();
        assertThat(answer).isNotDone();
        clock.advance(Duration.ofMillis(100));
        assertThat(errorOf(answer.get()).type()).isEqualTo(FoundationErrorType.TIMEOUT);
        assertThat(errorOf(answer.get()).message()).contains("quiet did not answer Add", "it is suspended");
    }

    @Test
    void finishTheMessageInHand() throws Exception {
        var began = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var held = stage.async(() -> server.call(new Probe.Hold(began, go), LONG));
        began.await();
        introspection.suspend("quiet").orElseThrow();
        go.countDown();
        assertThat(held.get()).isEqualTo(Result.ok(0));
        server.cast(new Probe.Note("waits")).orElseThrow();
        clock.settle();
        assertThat(server.read()).isEmpty();
    }

    @Test
    void degradeHealthWhileItLasts() {
        assertThat(stage.runtime.health().health().status()).isEqualTo(HealthStatus.HEALTHY);
        introspection.suspend("quiet").orElseThrow();
        var health = stage.runtime.health().health();
        assertThat(health.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(health.reasons()).anySatisfy(reason -> assertThat(reason).contains("quiet is suspended"));
        assertThat(server.available()).isFalse();
        introspection.resume("quiet").orElseThrow();
        assertThat(stage.runtime.health().health().status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(server.available()).isTrue();
    }

    @Test
    void areRestartedWithTheirGroupAndStaySuspended() throws Exception {
        introspection.suspend("quiet").orElseThrow();
        var waits = stage.async(() -> server.call(new Probe.Add("a"), LONG));
        clock.settle();
        stage.ref(other).call(new Probe.Crash(new IllegalStateException("boom")));
        stage.ref(other).call(new Probe.All(), LONG).orElseThrow();
        clock.settle();

        assertThat(log.inits).hasValue(2);
        assertThat(state()).isEqualTo(ChildStatus.State.SUSPENDED);
        assertThat(waits).isNotDone();
        introspection.resume("quiet").orElseThrow();
        assertThat(waits.get()).isEqualTo(Result.ok(1));
    }

    @Test
    void stopWithoutHandlingWhatWaits() throws Exception {
        introspection.suspend("quiet").orElseThrow();
        server.cast(new Probe.Note("dropped")).orElseThrow();
        var waits = stage.async(() -> server.call(new Probe.Add("a"), LONG));
        clock.settle();

        tree.stop();

        assertThat(tree.abandoned()).isZero();
        assertThat(errorOf(waits.get()).type()).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
        assertThat(server.read()).isEmpty();
        assertThat(log.exits).containsExactly(ExitReason.shutdown());
    }

    @Test
    void areNotSuspendedTwice() {
        introspection.suspend("quiet").orElseThrow();
        assertThat(introspection.suspend("quiet")).isEqualTo(Result.ok(Done.DONE));
        introspection.resume("quiet").orElseThrow();
        assertThat(introspection.resume("quiet")).isEqualTo(Result.ok(Done.DONE));
        assertThat(server.call(new Probe.Add("a"))).isEqualTo(Result.ok(1));
    }

    @Test
    void areNamedWhereTheyAreNotKnown() {
        var error = errorOf(introspection.suspend("quite"));
        assertThat(error.type()).isEqualTo(FoundationErrorType.DATA_NOT_FOUND);
        assertThat(error.message()).contains("\"quite\"", "did you mean quiet?");
        assertThat(errorOf(introspection.resume("nothing like it")).message()).doesNotContain("did you mean");
        assertThat(errorOf(introspection.server("othr")).message()).contains("did you mean other?");
    }
}
