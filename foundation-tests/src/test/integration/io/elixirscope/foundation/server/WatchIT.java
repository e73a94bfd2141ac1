package io.elixirscope.foundation.server;

import static io.elixirscope.foundation.server.CallIT.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.supervision.RestartType;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.testkit.ManualClock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// News of a name, over its incarnations.
@Timeout(60)
@InEveryMode
final class WatchIT {
    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final AtomicInteger inits = new AtomicInteger();
    private final AtomicInteger failing = new AtomicInteger();
    private final GenServer<Probe, String> watched = Mode.declare(GenServer.named("watched", Probe.class)
                    .init(_ -> {
                        inits.incrementAndGet();
                        return failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                                ? Init.failed(FoundationError.of(FoundationErrorType.INTERNAL_ERROR, "not yet"))
                                : Init.ready("");
                    })
                    .handle((message, state, _) -> switch (message) {
                        case Probe.CrashLater crash -> throw crash.thrown();
                        case Probe.Stop stop -> Next.stop(state, stop.reason());
                        default -> Next.state(state);
                    }))
            .build();
    private final GenServer<Probe, List<String>> watcher = Probe.server("watcher");

    @AfterEach
    void close() {
        stage.close();
    }

    private static String text(Monitor.News news) {
        return switch (news) {
            case Monitor.Up(var server) -> server + " up";
            case Monitor.Down(var server, var reason) ->
                server + " down " + reason.getClass().getSimpleName();
            case Monitor.Gone(var server) -> server + " gone";
        };
    }

    private Monitor watch() {
        Object watch = stage.ref(watcher)
                .call(new Probe.Run(context -> context.watch(context.ref(watched), news -> new Probe.Note(text(news)))))
                .orElseThrow();
        clock.settle();
        return (Monitor) watch;
    }

    private void tell(Cast<Probe> message) {
        stage.ref(watched).cast(message).orElseThrow();
        clock.settle();
    }

    private void crash() {
        tell(new Probe.CrashLater(new IllegalStateException("boom")));
    }

    private List<String> news() {
        clock.settle();
        return stage.ref(watcher).read();
    }

    private io.elixirscope.foundation.supervision.SupervisionTree second() {
        return stage.start(Supervisor.named("second").child(watched).build());
    }

    @Test
    void theFirstNewsIsHowItStands() {
        stage.start(watched, watcher);
        watch();
        assertThat(news()).containsExactly("watched up");
    }

    @Test
    void itFollowsTheNameOverIncarnationsInOrder() {
        stage.start(watched, watcher);
        watch();
        crash();
        crash();
        assertThat(news())
                .containsExactly(
                        "watched up", "watched down Failed", "watched up", "watched down Failed", "watched up");
    }

    @Test
    void thereIsNoneBeforeItsFirstIncarnation() {
        stage.start(watcher);
        watch();
        assertThat(news()).isEmpty();
        second();
        assertThat(news()).containsExactly("watched up");
    }

    @Test
    void aStopIsItsEndAndAnotherStartABeginning() {
        stage.start(watcher);
        watch();
        var tree = second();
        stage.async(() -> {
                    tree.stop();
                    return true;
                })
                .join();
        assertThat(news()).containsExactly("watched up", "watched down Shutdown", "watched gone");
        second();
        assertThat(news()).endsWith("watched gone", "watched up");
    }

    @Test
    void whoComesLateHearsThatItIsGone() {
        stage.start(watcher);
        stage.start(Supervisor.named("second")
                .child(watched, child -> child.restart(RestartType.TRANSIENT))
                .build());
        tell(new Probe.Stop(ExitReason.normal()));
        watch();
        assertThat(news()).containsExactly("watched gone");
    }

    @Test
    void anIncarnationThatNeverWasReadyIsNoNews() {
        stage.start(watched, watcher);
        watch();
        failing.set(2);
        crash();
        assertThat(inits).hasValue(4);
        assertThat(news()).containsExactly("watched up", "watched down Failed", "watched up");
    }

    @Test
    void givenUpIsGone() {
        stage.start(watcher);
        watch();
        second();
        failing.set(100);
        crash();
        assertThat(news()).containsExactly("watched up", "watched down Failed", "watched gone");
    }

    @Test
    void afterItWasCancelledNothingIsHandledNotEvenWhatWaits() {
        stage.start(watched, watcher);
        stage.ref(watcher)
                .call(new Probe.Run(context -> {
                    var watch = context.watch(context.ref(watched), news -> new Probe.Note(text(news)));
                    assertThat(watch.cancel()).isTrue();
                    assertThat(watch.cancel()).isFalse();
                    return "";
                }))
                .orElseThrow();
        crash();
        assertThat(news()).isEmpty();
    }

    @Test
    void aCancelledWatchHearsNoMore() {
        stage.start(watched, watcher);
        var watch = watch();
        assertThat(watch.cancel()).isTrue();
        crash();
        assertThat(news()).containsExactly("watched up");
    }

    @Test
    void itEndsWithTheIncarnationThatSetIt() {
        stage.start(watched, watcher);
        watch();
        errorOf(stage.ref(watcher).call(new Probe.Crash(new IllegalStateException("boom"))));
        crash();
        assertThat(news()).isEmpty();
        watch();
        assertThat(news()).containsExactly("watched up");
    }

    @Test
    void twoWatchesHearTwice() {
        stage.start(watched, watcher);
        var first = watch();
        watch();
        first.cancel();
        crash();
        assertThat(news()).containsExactly("watched up", "watched up", "watched down Failed", "watched up");
    }

    @Test
    void itTakesServersOfTheSameRuntimeOnly() {
        stage.start(watcher);
        try (var other = Stage.system()) {
            Object error = stage.ref(watcher)
                    .call(new Probe.Run(context -> {
                        assertThatThrownBy(() -> context.watch(other.ref(watched), _ -> new Probe.Note("")))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContaining("watch takes a server of the same runtime, from context.ref(…)");
                        return "checked";
                    }))
                    .orElseThrow();
            assertThat(error).isEqualTo("checked");
        }
    }

    @Test
    void aFunctionThatGivesNullIsNamedInTheCrash() {
        stage.start(watched, watcher);
        var crashes = stage.listen("elixir_scope.server.crashed");
        stage.ref(watcher)
                .call(new Probe.Run(context -> context.watch(context.ref(watched), _ -> null)))
                .orElseThrow();
        clock.settle();
        assertThat(crashes)
                .singleElement()
                .satisfies(crash ->
                        assertThat(crash.attributes().get("error").toString()).contains("Up"));
    }
}
