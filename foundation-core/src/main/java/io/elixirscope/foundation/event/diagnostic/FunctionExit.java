package io.elixirscope.foundation.event.diagnostic;

import io.elixirscope.foundation.value.Value;

/// The data of [Diagnostics#FUNCTION_EXIT].
///
/// @param outcome how the function ended
/// @param result what it returned or threw, or the marker of what was cut
/// @param tookNanos how long it ran
public record FunctionExit(Outcome outcome, Value result, long tookNanos) {
    /// How a function ended.
    public enum Outcome {
        /// It returned.
        RETURNED,
        /// An exception left it.
        THREW
    }
}
