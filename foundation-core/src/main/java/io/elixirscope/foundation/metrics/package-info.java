/// Metrics: what telemetry events and the application's own code count and measure, with a bounded
/// past; and which errors occurred.
///
/// Start at [io.elixirscope.foundation.metrics.Metrics], for errors at
/// [io.elixirscope.foundation.metrics.ErrorLog]. Numbers are written in the thread that has them:
/// striped, without locks, never throwing. Series, history and the error log are bounded in number
/// and bytes. All of it outlives the server that tends it.
///
/// A number's way: emission → rule of its event → series by tags → reading, point of the history,
/// exposition.
package io.elixirscope.foundation.metrics;
