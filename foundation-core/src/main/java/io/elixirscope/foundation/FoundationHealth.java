package io.elixirscope.foundation;

import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.health.TelemetryHealth;
import io.elixirscope.foundation.metrics.Metrics;
import io.elixirscope.foundation.server.ServerRuntime;

/// The checks that no subsystem registers itself.
final class FoundationHealth {

    private FoundationHealth() {}

    static void register(ServerRuntime runtime, EventStore store, Metrics metrics, Recorder recorder) {
        var health = runtime.health();
        health.register("events", store::health);
        health.register("recorder", recorder::health);
        health.register("metrics", metrics::health);
        health.register("telemetry", new TelemetryHealth(runtime.telemetry()));
    }
}
