package io.elixirscope.foundation;

import io.elixirscope.foundation.error.ErrorRange;
import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Severity;
import io.elixirscope.foundation.telemetry.Emission;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Which emission is worth a log record, and its words.
final class SystemLogLogic {

    static final String ERROR_OCCURRED = "elixir_scope.error.occurred";
    static final String CHILD_ABANDONED = "elixir_scope.supervisor.child_abandoned";
    static final String SERVER_STUCK = "elixir_scope.server.stuck";
    static final String TASK_ABANDONED = "elixir_scope.task.abandoned";
    static final String RECORDER_DROPPED = "elixir_scope.recorder.dropped";

    private SystemLogLogic() {}

    /// One log record to be.
    ///
    /// @param level how loud
    /// @param origin who it is about; at most one record a second is written of each
    /// @param text what it says
    record Entry(System.Logger.Level level, String origin, String text) {}

    static List<String> names() {
        return List.of(ERROR_OCCURRED, CHILD_ABANDONED, SERVER_STUCK, TASK_ABANDONED, RECORDER_DROPPED);
    }

    static Optional<Entry> entry(Emission emission) {
        return switch (emission.event().name()) {
            case ERROR_OCCURRED ->
                emission.attribute("error") instanceof FoundationError error ? entry(error) : Optional.empty();
            case CHILD_ABANDONED -> Optional.of(abandoned(emission));
            case SERVER_STUCK -> Optional.of(stuck(emission));
            case TASK_ABANDONED ->
                Optional.of(new Entry(
                        System.Logger.Level.WARNING,
                        String.valueOf(emission.attribute("supervisor")),
                        "Task " + emission.attribute("operation")
                                + " did not end in its time; its thread still runs, as health shows"));
            case RECORDER_DROPPED ->
                Optional.of(new Entry(
                        System.Logger.Level.WARNING,
                        "recorder",
                        emission.value() + " events of this Foundation found no place in its event store"));
            default -> Optional.empty();
        };
    }

    private static Optional<Entry> entry(FoundationError error) {
        return worthIt(error.type())
                ? Optional.of(new Entry(
                        level(error.severity()), origin(error), error.report().stripTrailing()))
                : Optional.empty();
    }

    /// Crashes, starts that failed, supervisors that gave up, storage that failed, refused configuration, and whatever
    /// an application calls critical. Answers that a caller deals with are not.
    private static boolean worthIt(ErrorType type) {
        return type.severity() == Severity.CRITICAL
                || type == FoundationErrorType.SERVER_CRASHED
                || type == FoundationErrorType.TASK_CRASHED
                || (type.domain().isEmpty() && isConfiguration(type.code().range()));
    }

    private static boolean isConfiguration(ErrorRange range) {
        return range.category() == 'C';
    }

    /// Code and server, so that one that crashes all the time does not hide another.
    private static String origin(FoundationError error) {
        for (String field : List.of("server", "supervisor")) {
            if (error.context().get(field) instanceof Value.TextValue(var name)) {
                return error.type().fullCode() + " " + name;
            }
        }
        return error.type().fullCode();
    }

    private static Entry abandoned(Emission emission) {
        return new Entry(
                System.Logger.Level.ERROR,
                "abandoned " + emission.attribute("child"),
                "The server " + emission.attribute("child") + " did not stop in time and was abandoned: its thread "
                        + emission.attribute("thread") + " (incarnation " + emission.attribute("epoch")
                        + ") goes on, what it does no longer counts");
    }

    private static Entry stuck(Emission emission) {
        return new Entry(
                System.Logger.Level.WARNING,
                "stuck " + emission.attribute("server"),
                "The server " + emission.attribute("server") + " is stuck: its code for "
                        + emission.attribute("message") + " has been running for "
                        + Duration.ofNanos(emission.value()).toMillis() + " ms on thread "
                        + emission.attribute("thread") + ", now at " + emission.attribute("stack"));
    }

    private static System.Logger.Level level(Severity severity) {
        return switch (severity) {
            case LOW -> System.Logger.Level.INFO;
            case MEDIUM -> System.Logger.Level.WARNING;
            case HIGH, CRITICAL -> System.Logger.Level.ERROR;
        };
    }
}
