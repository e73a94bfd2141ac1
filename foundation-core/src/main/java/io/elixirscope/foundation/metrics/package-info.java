/// Metrics: how often each telemetry event was emitted, and which errors occurred.
///
/// Start at [io.elixirscope.foundation.metrics.Metrics], for errors at [io.elixirscope.foundation.metrics.ErrorLog].
/// The
/// number of counters is bounded as that of telemetry events is, the error log in number and bytes. Both outlive the
/// server that tends them; reading them never waits for it. Counting runs in the emitter's thread.
package io.elixirscope.foundation.metrics;
