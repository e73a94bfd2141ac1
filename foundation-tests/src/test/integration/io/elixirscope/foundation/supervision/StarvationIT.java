package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.server.StarvingScheduler;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Servers that are idle, and whose threads find no processor when they are needed.
@Timeout(60)
final class StarvationIT {
    private static final Shutdown AT_ONCE = Shutdown.within(Duration.ofMillis(10));

    private final StarvingScheduler scheduler = new StarvingScheduler();
    private final Stage stage = new Stage(scheduler);
    private final GenServer<Probe, List<String>> idle = Probe.server("idle");
    private final GenServer<Probe, List<String>> other = Probe.server("other");

    @AfterEach
    void close() throws InterruptedException {
        scheduler.feed();
        stage.close();
    }

    private SupervisionTree startWithOneStarved() {
        scheduler.starve("idle");
        var tree = stage.start(Supervisor.named("root")
                .strategy(RestartStrategy.ONE_FOR_ALL)
                .child(idle, child -> child.shutdown(AT_ONCE))
                .child(other)
                .build());
        scheduler.awaitStarved();
        return tree;
    }

    @Test
    void doNotHoldUpAStop() throws InterruptedException {
        var tree = startWithOneStarved();

        tree.stop();

        assertThat(tree.ended()).containsInstanceOf(TreeEnd.Stopped.class);
        assertThat(tree.abandoned()).isEqualTo(1);
        scheduler.feed();
        assertThat(tree.abandoned()).isZero();
    }

    @Test
    void doNotHoldUpARestartOfTheirGroup() throws InterruptedException {
        startWithOneStarved();
        stage.ref(other).call(new Probe.Crash(new IllegalStateException("boom")));

        assertThat(stage.ref(idle).call(new Probe.Add("a"))).isEqualTo(Result.ok(1));

        scheduler.feed();
        for (int i = 2; i < 100; i++) {
            assertThat(stage.ref(idle).call(new Probe.Add("b"))).isEqualTo(Result.ok(i));
        }
    }

    @Test
    void lateThreadsOfTheOldLifeTouchNothingOfTheNewOne() throws InterruptedException {
        startWithOneStarved();
        stage.ref(idle).cast(new Probe.Note("waits for the next life"));
        stage.ref(other).call(new Probe.Crash(new IllegalStateException("boom")));

        assertThat(stage.ref(idle).call(new Probe.Add("a"))).isEqualTo(Result.ok(2));
        scheduler.feed();

        assertThat(stage.ref(idle).call(new Probe.All())).isEqualTo(Result.ok(List.of("waits for the next life", "a")));
    }
}
