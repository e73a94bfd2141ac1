package io.elixirscope.foundation.benchmarks.servers;

import io.elixirscope.foundation.health.HealthRegistry;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.server.ServerTable;
import io.elixirscope.foundation.supervision.DynamicChildren;
import io.elixirscope.foundation.supervision.DynamicSupervisor;
import io.elixirscope.foundation.supervision.SupervisionTree;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.Timers;
import java.time.Duration;

/// A supervision tree without the other parts of a Foundation: nobody listens to its telemetry.
final class Host implements AutoCloseable {
    private static final int MOST_CHILDREN = 1_000_000;

    private final ServerRuntime runtime;
    private final SupervisionTree tree;
    private final DynamicSupervisor dynamic =
            DynamicSupervisor.named("dynamic").maxChildren(MOST_CHILDREN).build();

    Host(GenServer<?, ?>... servers) {
        var scheduler = Scheduler.system();
        var timers = new Timers(scheduler, "timers");
        var telemetry = new Telemetry(scheduler, timers);
        runtime = new ServerRuntime(
                scheduler, timers, telemetry, new Errors(telemetry), new ServerTable(0), new HealthRegistry());
        var root = Supervisor.named("host")
                .intensity(Integer.MAX_VALUE, Duration.ofMillis(1))
                .child(dynamic);
        for (GenServer<?, ?> server : servers) {
            root.child(server);
        }
        tree = root.build().start(runtime).orElseThrow();
    }

    <P, V> Server<P, V> ref(GenServer<P, V> server) {
        return runtime.ref(server);
    }

    DynamicChildren children() {
        return tree.children(dynamic);
    }

    @Override
    public void close() {
        tree.close();
        runtime.timers().close();
    }
}
