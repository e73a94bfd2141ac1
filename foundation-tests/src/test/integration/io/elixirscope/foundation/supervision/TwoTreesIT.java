package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One server in two trees of one runtime, one after the other.
@Timeout(60)
final class TwoTreesIT {
    private final Stage stage = Stage.system();
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);

    @AfterEach
    void close() {
        go.countDown();
        stage.close();
    }

    /// Takes until it is let go to stop.
    private GenServer<Probe, List<String>> slow() {
        return GenServer.named("slow", Probe.class)
                .init(_ -> Init.ready(List.<String>of()))
                .terminate((_, _) -> {
                    stopping.countDown();
                    Probe.await(go);
                })
                .handle((message, _, _) -> {
                    throw new IllegalStateException("no message is sent, was " + message);
                })
                .build();
    }

    @Test
    void aChildThatWasLetGoIsNotClosedByTheStopOfItsFirstTree() throws Exception {
        var moves = Probe.server("moves");
        Supervisor first = Supervisor.named("first")
                .child(moves, child -> child.restart(RestartType.TEMPORARY))
                .child(slow(), child -> child.shutdown(Shutdown.within(Duration.ofMinutes(1))))
                .build();
        SupervisionTree tree = stage.start(first);
        var held = new CountDownLatch(1);
        var began = new CountDownLatch(1);
        var inHand = stage.async(() -> stage.ref(moves).call(new Probe.Hold(began, held), Duration.ofMinutes(1)));
        began.await();
        var childStop = stage.async(() -> tree.children(first).stop("moves"));
        while (tree.status().children().getFirst().state() != ChildStatus.State.STOPPING) {
            Thread.onSpinWait();
        }
        var treeStop = stage.async(() -> {
            tree.stop();
            return true;
        });
        stopping.await(); // the tree stops its children from the last on, and waits for that one
        held.countDown();
        assertThat(inHand.get()).isEqualTo(Result.ok(0));
        childStop.get().orElseThrow(); // out of the first tree

        stage.start(moves);
        assertThat(stage.ref(moves).call(new Probe.Add("second"))).isEqualTo(Result.ok(1));
        go.countDown();
        treeStop.get();
        assertThat(stage.ref(moves).call(new Probe.Add("still"))).isEqualTo(Result.ok(2));
    }
}
