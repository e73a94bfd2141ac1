package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.server.Incarnation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The errors of tasks, each with the supervisor's name and the operation in its context.
final class TaskErrors {
    private final String supervisor;

    TaskErrors(String supervisor) {
        this.supervisor = supervisor;
    }

    FoundationError closed(String operation) {
        return of(
                FoundationErrorType.SERVICE_UNAVAILABLE,
                operation,
                "Task supervisor " + supervisor + " does not run, so it did not start " + operation);
    }

    FoundationError full(String operation, int maxTasks) {
        return of(
                        FoundationErrorType.RESOURCE_EXHAUSTED,
                        operation,
                        "Task supervisor " + supervisor + " did not start " + operation + ": " + maxTasks
                                + " tasks run")
                .with("maxTasks", maxTasks);
    }

    FoundationError fenced(String operation, Incarnation sender) {
        return of(
                        FoundationErrorType.INCARNATION_FENCED,
                        operation,
                        "Incarnation " + sender.epoch() + " of server " + sender.server() + " is over; task "
                                + operation + " is not started on its behalf")
                .with("epoch", sender.epoch());
    }

    FoundationError crashed(String operation, Throwable thrown) {
        return of(FoundationErrorType.TASK_CRASHED, operation, "Task " + operation + " of " + supervisor + " crashed")
                .causedBy(thrown);
    }

    FoundationError cancelled(String operation) {
        return of(
                FoundationErrorType.TASK_CANCELLED,
                operation,
                "Task " + operation + " of " + supervisor + " was cancelled");
    }

    FoundationError stopped(String operation) {
        return of(
                FoundationErrorType.TASK_CANCELLED,
                operation,
                "Task " + operation + " had not ended when its supervisor " + supervisor + " stopped");
    }

    FoundationError timeout(String operation, Duration waited) {
        return of(
                        FoundationErrorType.TIMEOUT,
                        operation,
                        "Task " + operation + " of " + supervisor + " did not end within " + waited)
                .with("waited", waited);
    }

    FoundationError interrupted(String operation) {
        return of(
                FoundationErrorType.CALL_INTERRUPTED,
                operation,
                "The thread was interrupted while it waited for task " + operation + " of " + supervisor);
    }

    FoundationError cycle(String operation, List<String> names) {
        return of(
                        FoundationErrorType.CALL_CYCLE,
                        operation,
                        "A wait for task " + operation + " of " + supervisor + " would not end: "
                                + String.join(" → ", names))
                .with("cycle", names);
    }

    /// Why the code of the current thread may not wait; null if it may.
    @Nullable
    FoundationError refusal(String operation) {
        return Incarnation.refusal("waiting for task " + operation + " of " + supervisor)
                .orElse(null);
    }

    private FoundationError of(FoundationErrorType type, String operation, String message) {
        return FoundationError.of(type, message).with("supervisor", supervisor).with("operation", operation);
    }
}
