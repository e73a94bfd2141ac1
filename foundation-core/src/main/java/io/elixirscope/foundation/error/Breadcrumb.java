package io.elixirscope.foundation.error;

import java.util.Objects;

/// Step that an operation passed on its way.
///
/// @param operation name of the step
/// @param atNanos when, in nanoseconds of the context's clock; only differences mean something
public record Breadcrumb(String operation, long atNanos) {
    /// Refuses null.
    public Breadcrumb {
        Objects.requireNonNull(operation, "operation");
    }
}
