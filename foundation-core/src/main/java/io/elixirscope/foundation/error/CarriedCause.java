package io.elixirscope.foundation.error;

/// Cause of an error in the stack trace of a [FoundationException]. Captures no stack.
final class CarriedCause extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CarriedCause(FoundationError error) {
        super(error.toString(), error.exception().orElse(null), true, false);
        error.causes().stream().map(CarriedCause::new).forEach(this::addSuppressed);
    }
}
