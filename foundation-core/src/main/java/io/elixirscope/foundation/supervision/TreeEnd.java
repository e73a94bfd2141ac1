package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.FoundationError;

/// How a supervision tree ended. Immutable.
public sealed interface TreeEnd {
    /// It was stopped on purpose.
    record Stopped() implements TreeEnd {}

    /// Its root ended by itself, because of its significant children: see [AutoShutdown].
    ///
    /// @param child the child whose end was the last reason
    record ShutDown(String child) implements TreeEnd {}

    /// Its root gave up.
    ///
    /// @param error `S409 restart_limit_reached` or `S421 supervisor_escalated`, with the last
    ///     failure as its cause
    record Failed(FoundationError error) implements TreeEnd {}
}
