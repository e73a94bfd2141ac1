package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.FoundationError;

/// How a supervision tree ended. Immutable.
public sealed interface TreeEnd {
    /// It was stopped on purpose.
    record Stopped() implements TreeEnd {}

    /// Its root gave up.
    ///
    /// @param error `S409 restart_limit_reached` with the last failure as its cause
    record Failed(FoundationError error) implements TreeEnd {}
}
