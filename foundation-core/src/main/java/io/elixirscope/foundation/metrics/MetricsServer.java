package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.telemetry.Attachment;
import io.elixirscope.foundation.telemetry.PromptHandler;
import io.elixirscope.foundation.telemetry.Telemetry;
import java.util.SortedMap;

/// The server that keeps the counters attached to the telemetry. The table that it tends outlives
/// it: a crash loses no count, and the next incarnation takes the place of the handler that the
/// last one left.
final class MetricsServer {

    private static final String HANDLER_ID = "metrics";
    private static final String EVERY_EVENT = "*";

    private final Telemetry telemetry;
    private final EventCounters counters;

    /// What the server can be asked.
    sealed interface Protocol {
        /// Begins all counters anew; answers what they were.
        record Reset() implements Protocol, Call<Protocol, SortedMap<String, Long>> {}
    }

    private MetricsServer(Telemetry telemetry, EventCounters counters) {
        this.telemetry = telemetry;
        this.counters = counters;
    }

    static GenServer<Protocol, SortedMap<String, Long>> definition(Telemetry telemetry, EventCounters counters) {
        var server = new MetricsServer(telemetry, counters);
        return GenServer.named("telemetry", Protocol.class)
                .init(_ -> Init.ready(server.attach()))
                .onCall(Protocol.Reset.class, (_, attached) -> Reply.ok(counters.reset(), attached))
                .view(_ -> counters.counts())
                .terminate(server::detach)
                .build();
    }

    private Attachment attach() {
        telemetry.detach(HANDLER_ID);
        PromptHandler count = emission -> counters.increment(emission.event().name());
        return telemetry.attach(HANDLER_ID, EVERY_EVENT, count);
    }

    private void detach(ExitReason reason, Attachment attached) {
        if (!(reason instanceof ExitReason.Failed)) {
            attached.close();
        }
    }
}
