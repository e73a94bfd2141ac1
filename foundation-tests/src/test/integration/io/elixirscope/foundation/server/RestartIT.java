package io.elixirscope.foundation.server;

import static io.elixirscope.foundation.server.CallIT.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.telemetry.Emission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A crash: one error, one record, a new incarnation, and nothing else lost.
@Timeout(60)
@InEveryMode
final class RestartIT {
    private final Stage stage = Stage.system();
    private final Probe.Log log = new Probe.Log();
    private final GenServer<Probe, List<String>> definition = Probe.server("probe", log);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theCallerGetsTheCauseAndTheBreadcrumbs() {
        stage.start(definition);
        var error = errorOf(stage.ref(definition).call(new Probe.Crash(new IllegalStateException("boom"))));
        assertThat(error.type()).isEqualTo(FoundationErrorType.SERVER_CRASHED);
        assertThat(error.message()).contains("probe", "Crash");
        assertThat(error.exception())
                .hasValueSatisfying(thrown -> assertThat(thrown).hasMessage("boom"));
        assertThat(error.operation().orElseThrow().breadcrumbs())
                .anySatisfy(crumb -> assertThat(crumb.operation()).isEqualTo("server message probe Crash"));
    }

    @Test
    void theReferenceStaysValidAndTheNextIncarnationStartsFromInit() {
        stage.start(definition);
        var server = stage.ref(definition);
        server.call(new Probe.Add("a")).orElseThrow();
        errorOf(server.call(new Probe.Crash(new IllegalStateException("boom"))));
        assertThat(server.call(new Probe.All())).isEqualTo(Result.ok(List.of()));
        assertThat(log.inits).hasValue(2);
        assertThat(log.exits).singleElement().isInstanceOf(ExitReason.Failed.class);
        assertThat(server.staleSince()).isEmpty();
    }

    @Test
    void aCrashConsumesOnlyTheMessageInHand() throws Exception {
        stage.start(definition);
        var server = stage.ref(definition);
        var began = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var scheduler = stage.runtime.scheduler();
        scheduler.start(
                "holder",
                io.elixirscope.foundation.time.ThreadKind.VIRTUAL,
                () -> server.call(new Probe.Hold(began, go), Duration.ofMinutes(1)));
        began.await();
        server.cast(new Probe.CrashLater(new IllegalStateException("boom"))).orElseThrow();
        server.cast(new Probe.Note("waited")).orElseThrow();
        go.countDown();
        assertThat(server.call(new Probe.All()).orElseThrow()).containsExactly("waited");
        assertThat(log.inits).hasValue(2);
    }

    @Test
    void messagesToItselfEndWithTheirIncarnationAndAreCounted() {
        stage.start(definition);
        var server = stage.ref(definition);
        errorOf(server.call(new Probe.Run(context -> {
            context.self().cast(new Probe.Note("own")).orElseThrow();
            throw new IllegalStateException("boom");
        })));
        assertThat(server.call(new Probe.All()).orElseThrow()).isEmpty();
        assertThat(((ServerCell<?, ?>) server).lost(Loss.DROPPED)).isEqualTo(1);
    }

    @Test
    void aCrashIsToldAndRecordedOnce() throws Exception {
        BlockingQueue<Emission> crashes = new LinkedBlockingQueue<>();
        BlockingQueue<Emission> errors = new LinkedBlockingQueue<>();
        stage.runtime.telemetry().attach("crashes", "elixir_scope.server.crashed", crashes::add);
        stage.runtime.telemetry().attach("errors", "elixir_scope.error.occurred", errors::add);
        stage.start(definition);
        errorOf(stage.ref(definition).call(new Probe.Crash(new IllegalStateException("boom"))));
        Emission crash = crashes.poll(30, TimeUnit.SECONDS);
        assertThat(crash.attributes()).containsEntry("server", "probe").containsEntry("message", "Crash");
        assertThat(errors.poll(30, TimeUnit.SECONDS).attribute("code")).isEqualTo("S402");
        stage.ref(definition).call(new Probe.All()).orElseThrow();
        assertThat(crashes).isEmpty();
        assertThat(errors).isEmpty();
    }

    @Test
    void aStackOverflowIsACrashOnTheServersThreadAndALostMessageOnACallers() {
        stage.start(definition);
        var server = stage.ref(definition);
        var error = errorOf(server.call(new Probe.Run(_ -> deeper(0))));
        if (Mode.now() == Mode.CALLERS) {
            assertThat(error.type()).isEqualTo(FoundationErrorType.CALLER_STACK_EXHAUSTED);
            assertThat(log.inits).hasValue(1);
        } else {
            assertThat(error.type()).isEqualTo(FoundationErrorType.SERVER_CRASHED);
            assertThat(error.exception().orElseThrow()).isInstanceOf(StackOverflowError.class);
        }
        assertThat(server.call(new Probe.Add("a"))).isEqualTo(Result.ok(1));
    }

    private static int deeper(int depth) {
        return depth < 0 ? 0 : deeper(depth + 1) + 1;
    }

    @Test
    void answeringACallWithNextCrashesAndSaysSo() {
        var wrong = GenServer.named("wrong", Probe.class)
                .init(_ -> Init.ready("state"))
                .handle((_, state, _) -> Next.state(state))
                .build();
        stage.start(wrong);
        var error = errorOf(stage.ref(wrong).call(new Probe.All()));
        assertThat(error.exception().orElseThrow()).hasMessageContaining("All is a call and was answered with Next");
    }
}
