package io.elixirscope.foundation.error;

import org.jspecify.annotations.Nullable;

/// Carries a [FoundationError] through code that reports failure by throwing. Captures the stack like any
/// exception. [FoundationError#toException()] makes one that shows the error's causes too.
public final class FoundationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient FoundationError error;

    /// Wraps an error; its exception is the cause.
    ///
    /// @param error what went wrong
    public FoundationException(FoundationError error) {
        this(error, error.exception().orElse(null));
    }

    FoundationException(FoundationError error, @Nullable Throwable cause) {
        super(error.toString(), cause);
        this.error = error;
    }

    /// {@return what went wrong}
    public FoundationError error() {
        return error;
    }
}
