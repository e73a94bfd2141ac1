package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.server.ExitReason;
import org.jspecify.annotations.Nullable;

/// The error of a supervisor that gave up.
final class GiveUpReport {
    private GiveUpReport() {}

    static FoundationError of(Supervisor supervisor, String child, ExitReason reason, @Nullable FoundationError cause) {
        RestartIntensity intensity = supervisor.intensity();
        FoundationError error = FoundationError.of(
                        FoundationErrorType.RESTART_LIMIT_REACHED,
                        "Supervisor " + supervisor.name() + " gave up: its child " + child
                                + " ended again after " + intensity.maxRestarts() + " restarts within "
                                + intensity.period())
                .with("supervisor", supervisor.name())
                .with("child", child)
                .with("maxRestarts", intensity.maxRestarts())
                .with("period", intensity.period());
        if (cause != null) {
            return error.causedBy(cause);
        }
        return switch (reason) {
            case ExitReason.Failed(var thrown) -> error.causedBy(thrown);
            case ExitReason.Normal _, ExitReason.Shutdown _, ExitReason.Abandoned _ -> error;
        };
    }
}
