package io.elixirscope.foundation.server;

import static io.elixirscope.foundation.server.CallIT.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.testkit.ManualClock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// News of the end of another server's incarnation.
@Timeout(60)
@InEveryMode
final class MonitorIT {
    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final GenServer<Probe, List<String>> watched = Probe.server("watched");
    private final GenServer<Probe, List<String>> watcher = Probe.server("watcher");

    @AfterEach
    void close() {
        stage.close();
    }

    private Object watch() {
        return stage.ref(watcher)
                .call(new Probe.Run(context -> context.monitor(
                        context.ref(watched), down -> new Probe.Note(down.server() + " " + down.reason()))))
                .orElseThrow();
    }

    private void crashWatched() {
        errorOf(stage.ref(watched).call(new Probe.Crash(new IllegalStateException("boom"))));
        clock.settle();
    }

    @Test
    void oneEndGivesOneNotice() {
        stage.start(watched, watcher);
        watch();
        crashWatched();
        crashWatched();
        assertThat(stage.ref(watcher).read())
                .singleElement()
                .asString()
                .startsWith("watched Failed")
                .contains("boom");
    }

    @Test
    void aCancelledWatchGivesNone() {
        stage.start(watched, watcher);
        assertThat(((Monitor) watch()).cancel()).isTrue();
        crashWatched();
        assertThat(stage.ref(watcher).read()).isEmpty();
    }

    @Test
    void aServerThatDoesNotRunIsReportedAtOnce() {
        stage.start(watcher);
        watch();
        clock.settle();
        assertThat(stage.ref(watcher).read()).containsExactly("watched Shutdown[]");
    }

    @Test
    void aNoticeForADeadIncarnationIsNotGivenToTheNext() {
        stage.start(watched, watcher);
        watch();
        errorOf(stage.ref(watcher).call(new Probe.Crash(new IllegalStateException("boom"))));
        stage.ref(watcher).call(new Probe.All()).orElseThrow();
        crashWatched();
        assertThat(stage.ref(watcher).read()).isEmpty();
    }
}
