package io.elixirscope.foundation.server;

import io.elixirscope.foundation.health.HealthRegistry;
import io.elixirscope.foundation.supervision.SupervisionTree;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.telemetry.Emission;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import io.elixirscope.foundation.time.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/// A runtime for tests, on a scheduler of the test's choice. Closing it stops the trees.
public final class Stage implements AutoCloseable {
    public final ServerRuntime runtime;
    private final Timers timers;
    private final List<SupervisionTree> trees = new ArrayList<>();

    public Stage(Scheduler scheduler) {
        timers = new Timers(scheduler, "test timers");
        Telemetry telemetry = new Telemetry(scheduler, timers);
        runtime = new ServerRuntime(
                scheduler, timers, telemetry, new Errors(telemetry), Mode.servers(), new HealthRegistry());
    }

    public static Stage system() {
        return new Stage(Scheduler.system());
    }

    /// Starts a tree; fails the test if it does not start.
    public SupervisionTree start(Supervisor supervisor) {
        SupervisionTree tree = supervisor.start(runtime).orElseThrow();
        trees.add(tree);
        runtime.servers()
                .names()
                .forEach(name -> awaitRest(
                        (ServerCell<?, ?>) runtime.servers().find(name).orElseThrow()));
        return tree;
    }

    /// Waits until the thread that started a non-blocking server is gone, so that its next caller runs its own call.
    private static void awaitRest(ServerCell<?, ?> cell) {
        Incarnation started = cell.incarnation();
        while (started != null
                && cell.nonBlocking()
                && cell.available()
                && started.thread() != null
                && started.idle()) {
            Thread.onSpinWait();
        }
    }

    /// Starts the servers under one supervisor.
    public SupervisionTree start(GenServer<?, ?>... servers) {
        Supervisor.Builder builder = Supervisor.named("test");
        for (GenServer<?, ?> server : servers) {
            builder.child(server);
        }
        return start(builder.build());
    }

    /// Runs `body` on a thread of the scheduler.
    public <T> CompletableFuture<T> async(Callable<T> body) {
        var result = new CompletableFuture<T>();
        runtime.scheduler().start("async", ThreadKind.VIRTUAL, () -> {
            try {
                result.complete(body.call());
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        return result;
    }

    /// Everything that the event emits from now on.
    public BlockingQueue<Emission> listen(String event) {
        BlockingQueue<Emission> heard = new LinkedBlockingQueue<>();
        runtime.telemetry().attach("listen " + event, event, heard::add);
        return heard;
    }

    /// Timers that are armed and have not fired.
    public int pendingTimers() {
        return timers.pending();
    }

    public <P, V> Server<P, V> ref(GenServer<P, V> server) {
        return runtime.ref(server);
    }

    @Override
    public void close() {
        trees.reversed().forEach(SupervisionTree::stop);
        timers.close();
    }
}
