package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.server.ServerRuntime;
import java.util.SortedMap;

/// How often each telemetry event was emitted, one counter per event name, and the errors that
/// occurred.
///
/// The counters live here, not in the server that gathers them: a crash of that server loses none.
/// As many counters as there are telemetry event names, whose number is bounded. Thread-safe;
/// reading never waits.
///
/// While nobody has started [#server()] nothing is counted.
public final class Metrics {

    private final EventCounters counters = new EventCounters();
    private final ErrorLog errors;
    private final GenServer<MetricsServer.Protocol, SortedMap<String, Long>> definition;
    private final Server<MetricsServer.Protocol, SortedMap<String, Long>> server;

    /// Metrics of one runtime.
    ///
    /// @param runtime whose telemetry is counted
    public Metrics(ServerRuntime runtime) {
        this.errors = new ErrorLog(runtime.scheduler().clock());
        this.definition = MetricsServer.definition(runtime.telemetry(), counters, errors);
        this.server = runtime.ref(definition);
    }

    /// How often an event was emitted since the counters began.
    ///
    /// @param eventName name of a telemetry event, such as `elixir_scope.event.stored`
    /// @return emissions, `>= 0`; 0 also for a name that was never emitted
    public long count(String eventName) {
        return counters.count(eventName);
    }

    /// All counters by event name, in the order of their names. Cost: one pass over the names.
    ///
    /// @return an immutable copy; a name that was never emitted is not in it
    public SortedMap<String, Long> counts() {
        return counters.counts();
    }

    /// The errors that occurred while [#server()] was started.
    ///
    /// @return always the same log
    public ErrorLog errors() {
        return errors;
    }

    /// Begins all counters anew, but for the log of errors. Waits for the server, at most 5 s and never beyond the
    /// deadline of
    /// the current context.
    ///
    /// Errors: those of a call, such as `S102 service_unavailable`.
    ///
    /// @return what the counters were
    public Result<SortedMap<String, Long>> reset() {
        return server.call(new MetricsServer.Protocol.Reset());
    }

    /// Whether emissions are counted now.
    ///
    /// @return false while the server restarts or is stopped
    public boolean available() {
        return server.available();
    }

    /// The server that gathers the counters, for a supervision tree. Starting it attaches one
    /// telemetry handler to every event, stopping it detaches that handler.
    ///
    /// @return the definition, the same at each call
    public GenServer<?, ?> server() {
        return definition;
    }
}
