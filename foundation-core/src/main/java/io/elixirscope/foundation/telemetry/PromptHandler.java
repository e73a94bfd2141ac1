package io.elixirscope.foundation.telemetry;

/// A handler that promises to return within microseconds, such as one that adds to a counter or offers to a
/// queue.
///
/// Its calls are not timed, which spares each emission two readings of the clock; in all else it is a
/// [TelemetryHandler].
@FunctionalInterface
public interface PromptHandler extends TelemetryHandler {}
