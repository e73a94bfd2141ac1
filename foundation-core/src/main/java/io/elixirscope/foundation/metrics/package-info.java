/// Metrics: how often each telemetry event was emitted.
///
/// Start at [io.elixirscope.foundation.metrics.Metrics]. The number of counters is bounded as that of telemetry events
/// is. The counters outlive the server that tends them; reading them never waits for it. Counting runs in the
/// emitter's thread.
package io.elixirscope.foundation.metrics;
