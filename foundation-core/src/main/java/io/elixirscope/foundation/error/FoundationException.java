package io.elixirscope.foundation.error;

/// Carries a [FoundationError] through code that reports failure by throwing. Captures the stack like any
/// exception; its cause is the error's exception.
public final class FoundationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient FoundationError error;

    /// Wraps an error.
    ///
    /// @param error what went wrong
    public FoundationException(FoundationError error) {
        super(error.toString(), error.exception().orElse(null));
        this.error = error;
    }

    /// {@return what went wrong}
    public FoundationError error() {
        return error;
    }
}
