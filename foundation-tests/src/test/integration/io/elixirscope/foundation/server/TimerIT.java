package io.elixirscope.foundation.server;

import static io.elixirscope.foundation.server.CallIT.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Timers of a server, on a clock that the test moves.
@Timeout(60)
@InEveryMode
final class TimerIT {
    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final GenServer<Probe, List<String>> definition = Probe.server("probe");

    @AfterEach
    void close() {
        stage.close();
    }

    private Server<Probe, List<String>> started() {
        stage.start(definition);
        return stage.ref(definition);
    }

    private static Object run(ServerRef<Probe> server, Probe.Task task) {
        return server.call(new Probe.Run(task)).orElseThrow();
    }

    @Test
    void aMessageComesAfterItsDelay() {
        var server = started();
        run(server, context -> context.sendAfter(new Probe.Note("later"), Duration.ofSeconds(2)));
        clock.advance(Duration.ofMillis(1_999));
        assertThat(server.read()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(server.read()).containsExactly("later");
    }

    @Test
    void aPeriodicMessageComesAgainAndAgainUntilItIsCancelled() {
        var server = started();
        var timer = (Timer) run(server, context -> context.sendEvery(new Probe.Note("tick"), Duration.ofSeconds(1)));
        clock.advance(Duration.ofMillis(3_500));
        assertThat(server.read()).containsExactly("tick", "tick", "tick");
        assertThat(timer.cancel()).isTrue();
        assertThat(timer.cancel()).isFalse();
        clock.advance(Duration.ofSeconds(5));
        assertThat(server.read()).hasSize(3);
    }

    @Test
    void aCancelledMessageDoesNotCome() {
        var server = started();
        var timer = (Timer) run(server, context -> context.sendAfter(new Probe.Note("a"), Duration.ofSeconds(1)));
        assertThat(timer.cancel()).isTrue();
        clock.advance(Duration.ofSeconds(2));
        assertThat(server.read()).isEmpty();
    }

    @Test
    void aTickWaitsOnlyOnceInTheMailbox() throws Exception {
        var server = started();
        run(server, context -> context.sendEvery(new Probe.Note("tick"), Duration.ofSeconds(1)));
        var began = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        stage.async(() -> server.call(new Probe.Hold(began, go), Duration.ofDays(1)));
        began.await();
        clock.advance(Duration.ofSeconds(4));
        go.countDown();
        assertThat(server.call(new Probe.All()).orElseThrow()).containsExactly("tick");
        assertThat(((ServerCell<?, ?>) server).lost(Loss.DROPPED)).isEqualTo(3);
    }

    @Test
    void timersEndWithTheirIncarnationAndAreCounted() {
        var server = started();
        run(server, context -> context.sendAfter(new Probe.Note("once"), Duration.ofSeconds(1)));
        run(server, context -> context.sendEvery(new Probe.Note("tick"), Duration.ofSeconds(1)));
        errorOf(server.call(new Probe.Crash(new IllegalStateException("boom"))));
        server.call(new Probe.Add("next life")).orElseThrow();
        clock.advance(Duration.ofSeconds(10));
        assertThat(server.read()).containsExactly("next life");
        assertThat(((ServerCell<?, ?>) server).lost(Loss.DROPPED)).isEqualTo(2);
    }

    @Test
    void theContextOfTheSenderComesWithTheTimer() {
        var seen = new java.util.concurrent.CompletableFuture<String>();
        var definition = GenServer.named("context", Ticking.class)
                .init(_ -> Init.ready(0))
                .onCall(Ticking.Begin.class, (begin, state, context) -> {
                    context.sendAfter(new Ticking.Tick(), Duration.ofSeconds(1));
                    return Reply.ok(0, state);
                })
                .onCast(Ticking.Tick.class, (_, state) -> {
                    seen.complete(ErrorContext.current().orElseThrow().correlationId());
                    return Next.state(state);
                })
                .build();
        stage.start(definition);
        var mine = ErrorContext.root("test", clock::nanos, () -> 7).withCorrelationId("request-1");
        mine.call(() -> stage.ref(definition).call(new Ticking.Begin())).orElseThrow();
        clock.advance(Duration.ofSeconds(1));
        assertThat(seen).isCompletedWithValue("request-1");
    }

    sealed interface Ticking {
        record Begin() implements Ticking, Call<Ticking, Integer> {}

        record Tick() implements Ticking, Cast<Ticking> {}
    }

    @Test
    void delaysAndPeriodsMustBeInRange() {
        var server = started();
        assertThat(run(server, context -> {
                    assertThatThrownBy(() -> context.sendAfter(new Probe.Note(""), Duration.ofSeconds(-1)))
                            .hasMessage("delay must be >= 0, was PT-1S");
                    assertThatThrownBy(() -> context.sendEvery(new Probe.Note(""), Duration.ZERO))
                            .hasMessage("period must be > 0, was PT0S");
                    return "checked";
                }))
                .isEqualTo("checked");
    }
}
