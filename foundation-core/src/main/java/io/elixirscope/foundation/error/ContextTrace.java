package io.elixirscope.foundation.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rides an exception as a suppressed one, so that whoever catches it, on whatever thread, still knows the
/// operation that it left. Captures no stack.
final class ContextTrace extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_CHAIN = 16;

    private final transient OperationTrace trace;

    private ContextTrace(OperationTrace trace) {
        super("in the operation with correlation id " + trace.correlationId(), null, false, false);
        this.trace = trace;
    }

    /// Attaches what the context knows, unless the exception or one of its causes has a trace already.
    static void attach(Throwable thrown, ErrorContext context) {
        if (find(thrown).isEmpty()) {
            thrown.addSuppressed(new ContextTrace(context.trace()));
        }
    }

    /// The trace of the exception or of the nearest of its first 16 causes.
    static Optional<OperationTrace> find(Throwable thrown) {
        @Nullable Throwable at = thrown;
        for (int step = 0; at != null && step < MAX_CHAIN; step++) {
            for (Throwable suppressed : at.getSuppressed()) {
                if (suppressed instanceof ContextTrace found) {
                    return Optional.of(found.trace);
                }
            }
            at = Thrown.cause(at);
        }
        return Optional.empty();
    }
}
