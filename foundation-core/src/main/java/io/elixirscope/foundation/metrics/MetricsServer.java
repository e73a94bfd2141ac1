package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.telemetry.PromptHandler;
import io.elixirscope.foundation.telemetry.Telemetry;
import java.util.SortedMap;

/// The server that keeps the counters and the error log attached to the telemetry. These tables
/// outlive it: a crash loses no count, and the next incarnation goes on with the handlers that the last one
/// left attached. It has a platform thread, so that servers that use up the processors cannot hold up its stop.
final class MetricsServer {

    private static final String COUNTING = "metrics";
    private static final String LOGGING = "error-log";

    private final Telemetry telemetry;
    private final EventCounters counters;
    private final ErrorLog errors;

    /// What the server can be asked.
    sealed interface Protocol {
        /// Begins all counters anew; answers what they were.
        record Reset() implements Protocol, Call<Protocol, SortedMap<String, Long>> {}
    }

    private MetricsServer(Telemetry telemetry, EventCounters counters, ErrorLog errors) {
        this.telemetry = telemetry;
        this.counters = counters;
        this.errors = errors;
    }

    static GenServer<Protocol, SortedMap<String, Long>> definition(
            Telemetry telemetry, EventCounters counters, ErrorLog errors) {
        var server = new MetricsServer(telemetry, counters, errors);
        return GenServer.named("telemetry", Protocol.class)
                .init(_ -> Init.ready(server.attach()))
                .onCall(Protocol.Reset.class, (_, tending) -> Reply.ok(counters.reset(), tending))
                .view(_ -> counters.counts())
                .terminate((reason, _) -> server.detach(reason))
                .ownThread()
                .build();
    }

    private Done attach() {
        PromptHandler count = emission -> counters.increment(emission.event().name());
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
