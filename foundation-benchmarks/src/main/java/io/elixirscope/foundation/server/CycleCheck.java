package io.elixirscope.foundation.server;

import io.elixirscope.foundation.benchmarks.loop.Callers;
import io.elixirscope.foundation.benchmarks.loop.Contender;
import io.elixirscope.foundation.health.HealthRegistry;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.Timers;
import java.util.ArrayList;
import java.util.List;

/// What a server's own wait costs beside the waiting: its edge is entered into the wait graph,
/// the graph is searched for a cycle, the edge is removed. The server that it waits for waits for
/// two others, one behind the other, of which the last is at work.
public final class CycleCheck implements Contender.Looped {
    private static final int SERVERS = 4;

    private final Timers timers;
    private final List<Incarnation> chain = new ArrayList<>();
    private final ServerCell<?, ?> first;

    /// Its one constant.
    public enum Maker implements Contender.Maker {
        /// the busy path; on the idle one nothing is done
        BUSY;

        @Override
        public Contender open(Callers callers) {
            return new CycleCheck();
        }
    }

    private sealed interface Nothing {
        record Ping() implements Nothing, Cast<Nothing> {}
    }

    private CycleCheck() {
        var scheduler = Scheduler.system();
        timers = new Timers(scheduler, "timers");
        var telemetry = new Telemetry(scheduler, timers);
        var runtime = new ServerRuntime(
                scheduler, timers, telemetry, new Errors(telemetry), new ServerTable(0), new HealthRegistry());
        for (int server = 0; server < SERVERS; server++) {
            chain.add(incarnation(runtime, "server-" + server));
        }
        for (int server = 1; server < SERVERS - 1; server++) {
            chain.get(server)
                    .waitsFor(new WaitGraph.ForServer(
                            chain.get(server), chain.get(server + 1).cell(), null));
        }
        first = chain.get(1).cell();
    }

    private static Incarnation incarnation(ServerRuntime runtime, String name) {
        var definition = GenServer.named(name, Nothing.class)
                .init(_ -> Init.ready(0))
                .onCast(Nothing.Ping.class, (_, state) -> Next.state(state))
                .build();
        ServerCell<Nothing, Integer> cell = runtime.servers().cell(definition, runtime);
        var incarnation = new Incarnation(cell, runtime.servers().nextEpoch());
        cell.begins(incarnation);
        return incarnation;
    }

    @Override
    public Operation operation(int caller) {
        Incarnation me = chain.getFirst();
        return () -> {
            var edge = new WaitGraph.ForServer(me, first, null);
            me.waitsFor(edge);
            var cycle = WaitGraph.cycle(me, edge);
            me.waitsFor(null);
            return cycle;
        };
    }

    @Override
    public void close() {
        timers.close();
    }
}
