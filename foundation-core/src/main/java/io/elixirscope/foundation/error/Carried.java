package io.elixirscope.foundation.error;

/// Errors as exceptions and back, so that neither way loses a cause.
final class Carried {
    private static final int MAX_SUPPRESSED = 16;

    private Carried() {}

    static FoundationException exceptionOf(FoundationError error) {
        var causes = error.causes();
        boolean bare = error.exception().isEmpty() && !causes.isEmpty();
        Throwable cause = error.exception().orElseGet(() -> bare ? new CarriedCause(causes.getFirst()) : null);
        var exception = new FoundationException(error, cause);
        causes.stream().skip(bare ? 1 : 0).map(CarriedCause::new).forEach(exception::addSuppressed);
        return exception;
    }

    /// The error, with what the exception gathered on its way: the operation that it left, and what was suppressed.
    static FoundationError errorOf(FoundationException carrier) {
        var carried = carrier.error();
        var error = ErrorContext.traceOf(carrier).map(carried::within).orElse(carried);
        int taken = 0;
        for (Throwable suppressed : carrier.getSuppressed()) {
            if (!(suppressed instanceof CarriedCause || suppressed instanceof ContextTrace)
                    && taken++ < MAX_SUPPRESSED) {
                error = error.causedBy(FoundationError.of(suppressed));
            }
        }
        return error;
    }
}
