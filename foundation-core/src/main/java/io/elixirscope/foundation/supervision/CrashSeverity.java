package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Severity;
import io.elixirscope.foundation.server.ExitReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How severe the error is that ended a child: what the child itself says, not what its end is
/// called.
final class CrashSeverity {
    private CrashSeverity() {}

    /// The severity of the error that a handler threw or an `init` failed with; of any other
    /// exception that of a crash. A supervisor that escalated passes on what it escalated; one
    /// that was restarted too often says nothing.
    ///
    /// @param error what is known beside the reason
    /// @return empty where no error ended the child
    static Optional<Severity> of(ExitReason reason, @Nullable FoundationError error) {
        if (error != null) {
            return of(error);
        }
        return reason instanceof ExitReason.Failed(var thrown) ? Optional.of(of(thrown)) : Optional.empty();
    }

    private static Optional<Severity> of(FoundationError error) {
        if (error.type() == FoundationErrorType.RESTART_LIMIT_REACHED) {
            return Optional.empty();
        }
        if (error.type() == FoundationErrorType.INITIALIZATION_FAILED
                || error.type() == FoundationErrorType.SUPERVISOR_ESCALATED) {
            return error.causes().isEmpty()
                    ? error.exception().map(CrashSeverity::of)
                    : of(error.causes().getFirst());
        }
        return Optional.of(error.severity());
    }

    private static Severity of(Throwable thrown) {
        return thrown instanceof FoundationException carrier
                ? carrier.error().severity()
                : FoundationErrorType.SERVER_CRASHED.severity();
    }
}
