package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.ServerContext;
import io.elixirscope.foundation.telemetry.PromptHandler;
import io.elixirscope.foundation.telemetry.Telemetry;
import java.util.SortedMap;

/// The server that keeps the metrics and the error log attached to the telemetry, and has each
/// interval of the history written. These tables outlive it: a crash loses no count, and the next
/// incarnation goes on with the handlers that the last one left attached. It has a platform thread,
/// so that servers that use up the processors cannot hold up its stop.
final class MetricsServer {

    private static final String COUNTING = "metrics";
    private static final String LOGGING = "error-log";

    private final Telemetry telemetry;
    private final EventMeters events;
    private final ErrorLog errors;
    private final Runnable tick;

    /// What the server can be asked.
    sealed interface Protocol {
        /// Begins the counts of emissions anew; answers what they were.
        record Reset() implements Protocol, Call<Protocol, SortedMap<String, Long>> {}

        /// An interval of the history ends; comes by a timer.
        record Tick() implements Protocol, Cast<Protocol> {}
    }

    private MetricsServer(Telemetry telemetry, EventMeters events, ErrorLog errors, Runnable tick) {
        this.telemetry = telemetry;
        this.events = events;
        this.errors = errors;
        this.tick = tick;
    }

    static GenServer<Protocol, SortedMap<String, Long>> definition(
            Telemetry telemetry, EventMeters events, ErrorLog errors, Runnable tick) {
        var server = new MetricsServer(telemetry, events, errors, tick);
        return GenServer.named("telemetry", Protocol.class)
                .init((ServerContext<Protocol> context) -> Init.ready(server.begin(context)))
                .onCall(Protocol.Reset.class, (_, tending) -> Reply.ok(events.reset(), tending))
                .onCast(Protocol.Tick.class, (_, tending) -> {
                    server.tick.run();
                    return Next.state(tending);
                })
                .view(_ -> events.counts())
                .terminate((reason, _) -> server.detach(reason))
                .ownThread()
                .build();
    }

    private Done begin(ServerContext<Protocol> context) {
        context.sendEvery(new Protocol.Tick(), History.TICK);
        return attach();
    }

    private Done attach() {
        PromptHandler count = events::accept;
        PromptHandler log = errors::add;
        attach(COUNTING, "*", count);
        attach(LOGGING, "elixir_scope.error.occurred", log);
        return Done.DONE;
    }

    /// A handler that is still there feeds the same table.
    private void attach(String id, String name, PromptHandler handler) {
        if (telemetry.handlers().stream().noneMatch(status -> status.handlerId().equals(id))) {
            var _ = telemetry.attach(id, name, handler);
        }
    }

    private void detach(ExitReason reason) {
        if (!(reason instanceof ExitReason.Failed)) {
            telemetry.detach(COUNTING);
            telemetry.detach(LOGGING);
        }
    }
}
