package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Severity;
import io.elixirscope.foundation.server.ExitReason;
import org.jspecify.annotations.Nullable;

/// The error of a supervisor that gave up, with the error of the child that made it do so as its
/// cause.
final class GiveUpReport {
    private GiveUpReport() {}

    /// @param error what is known of the end beside its reason
    static FoundationError limit(
            Supervisor supervisor, String child, ExitReason reason, @Nullable FoundationError error) {
        RestartIntensity intensity = supervisor.intensity();
        String how = " ended again after " + intensity.maxRestarts() + " restarts within " + intensity.period();
        FoundationError report = of(FoundationErrorType.RESTART_LIMIT_REACHED, supervisor, child, how)
                .with("maxRestarts", intensity.maxRestarts())
                .with("period", intensity.period());
        return caused(report, reason, error);
    }

    /// @param error what is known of the end beside its reason
    static FoundationError escalation(
            Supervisor supervisor,
            String child,
            ExitReason reason,
            @Nullable FoundationError error,
            Severity severity) {
        String how = " ended with an error of severity " + severity;
        FoundationError report = of(FoundationErrorType.SUPERVISOR_ESCALATED, supervisor, child, how)
                .with("severity", severity);
        return caused(report, reason, error);
    }

    private static FoundationError of(FoundationErrorType type, Supervisor supervisor, String child, String how) {
        return FoundationError.of(type, "Supervisor " + supervisor.name() + " gave up: its child " + child + how)
                .with("supervisor", supervisor.name())
                .with("child", child);
    }

    private static FoundationError caused(FoundationError report, ExitReason reason, @Nullable FoundationError error) {
        if (error != null) {
            return report.causedBy(error);
        }
        return because(report, reason);
    }

    private static FoundationError because(FoundationError report, ExitReason reason) {
        return switch (reason) {
            case ExitReason.Failed(var thrown) -> report.causedBy(thrown);
            case ExitReason.Linked(var server, var first) -> because(report.with("linkedServer", server), first);
            case ExitReason.Normal _, ExitReason.Shutdown _, ExitReason.Abandoned _ -> report;
        };
    }
}
