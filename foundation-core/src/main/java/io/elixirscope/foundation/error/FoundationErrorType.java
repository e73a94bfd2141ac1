package io.elixirscope.foundation.error;

import static io.elixirscope.foundation.error.GrpcStatus.ABORTED;
import static io.elixirscope.foundation.error.GrpcStatus.ALREADY_EXISTS;
import static io.elixirscope.foundation.error.GrpcStatus.DATA_LOSS;
import static io.elixirscope.foundation.error.GrpcStatus.DEADLINE_EXCEEDED;
import static io.elixirscope.foundation.error.GrpcStatus.FAILED_PRECONDITION;
import static io.elixirscope.foundation.error.GrpcStatus.INTERNAL;
import static io.elixirscope.foundation.error.GrpcStatus.INVALID_ARGUMENT;
import static io.elixirscope.foundation.error.GrpcStatus.NOT_FOUND;
import static io.elixirscope.foundation.error.GrpcStatus.OUT_OF_RANGE;
import static io.elixirscope.foundation.error.GrpcStatus.PERMISSION_DENIED;
import static io.elixirscope.foundation.error.GrpcStatus.UNAVAILABLE;
import static io.elixirscope.foundation.error.Severity.CRITICAL;
import static io.elixirscope.foundation.error.Severity.HIGH;
import static io.elixirscope.foundation.error.Severity.LOW;
import static io.elixirscope.foundation.error.Severity.MEDIUM;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Built-in catalogue: one row a type, sorted by code. Every type is returned by some path of the
/// library.
@SuppressWarnings("ImmutableEnumChecker") // rows are records and lists of List.of
public enum FoundationErrorType implements ErrorType {
    /// A section is a plain value, a value is a section, or a file does not parse.
    INVALID_CONFIG_STRUCTURE(
            row("C101", HIGH, Retry.NONE, 500, FAILED_PRECONDITION),
            "A configuration source has the wrong shape",
            "Correct the file at the line and column shown",
            "Start again when all are corrected: every start reports all problems at once"),
    /// No layer gives a value and there is no default.
    MISSING_REQUIRED_FIELD(
            row("C102", HIGH, Retry.NONE, 500, FAILED_PRECONDITION),
            "A required setting has no value in any source",
            "Set the path shown in a file, the environment or an argument",
            "If it may be absent, give it a default or make it optional in the configuration record"),
    /// The text cannot be read as the setting's type.
    INVALID_CONFIG_VALUE(
            row("C201", MEDIUM, Retry.NONE, 400, INVALID_ARGUMENT),
            "A setting's value is not of its type",
            "Compare the value with the type and the unit that the report names",
            "Look for the layer that gives the value: run-time changes win over arguments, environment and files"),
    /// Each value is fine, together they are not.
    CONSTRAINT_VIOLATION(
            row("C202", MEDIUM, Retry.NONE, 400, INVALID_ARGUMENT),
            "Settings contradict a rule that joins several of them",
            "Change the settings that the rule names in one change set, so that they are checked together"),
    /// Too small, too large or not one of the allowed values.
    RANGE_ERROR(
            row("C203", LOW, Retry.NONE, 400, OUT_OF_RANGE),
            "A setting's value is outside its range",
            "Choose a value inside the range shown",
            "Check the unit: a bare number may be milliseconds where seconds were meant"),
    /// A file or another source is missing.
    CONFIG_NOT_FOUND(
            row("C301", HIGH, Retry.NONE, 500, NOT_FOUND),
            "A configuration source does not exist or cannot be read",
            "Check the file's path and that this process may read it",
            "If the file is optional, declare it so"),
    /// The path names no setting of the configuration record.
    CONFIG_PATH_NOT_FOUND(
            row("C302", LOW, Retry.NONE, 404, NOT_FOUND),
            "The configuration has no setting of this path",
            "Check the spelling: paths are dotted, in kebab-case, as orders.batch-size",
            "The paths are the components of the configuration record"),
    /// No such version is on record.
    CONFIG_VERSION_NOT_FOUND(
            row("C303", LOW, Retry.NONE, 404, NOT_FOUND),
            "The configuration has no such version on record",
            "Look at the history: the newest 1,024 versions are kept",
            "Read the current values and decide again"),
    /// The setting is not updatable.
    CONFIG_UPDATE_FORBIDDEN(
            row("C401", MEDIUM, Retry.NONE, 403, PERMISSION_DENIED),
            "This setting cannot be changed at run time",
            "Change it in its source and restart",
            "If a change is safe while running, mark its component updatable"),
    /// What a computed change was computed from is no longer in force.
    CONFIG_CONFLICT(
            row("C402", LOW, Retry.backoff(1, 100), 409, ABORTED),
            "The configuration changed meanwhile",
            "Read the current value and decide again"),
    /// The change log cannot be opened, read or written; nothing was applied.
    CONFIG_STORAGE_FAILED(
            row("C403", HIGH, Retry.backoff(1_000, 60_000), 503, UNAVAILABLE),
            "The change log of the configuration cannot be read or written",
            "Look at the cause: free space, permissions and the health of the disk",
            "Repeat the change: nothing of it was applied"),
    /// The store of secrets cannot be reached, read or written; nothing was applied.
    SECRET_STORE_FAILED(
            row("C404", HIGH, Retry.backoff(1_000, 60_000), 503, UNAVAILABLE),
            "The secret store cannot be read or written",
            "Look at the cause: can the store be reached, and may this process use it?",
            "Repeat the change or the start: nothing was applied"),
    /// A start was refused or its init failed.
    INITIALIZATION_FAILED(
            row("S101", CRITICAL, Retry.NONE, 503, FAILED_PRECONDITION),
            "A service did not start",
            "Read the cause below: it names the service and what stopped it",
            "Correct that and start again"),
    /// It is restarting beyond the deadline, stopped, never started, or given up.
    SERVICE_UNAVAILABLE(
            row("S102", HIGH, Retry.backoff(50, 5_000), 503, UNAVAILABLE),
            "A service is not available now",
            "Repeat with growing delays; reads still answer from the last view meanwhile",
            "Look at `foundation health` and `foundation tree` for what its supervisor did",
            "If it was stopped on purpose, start it"),
    /// A mailbox, store, series or another bounded thing is full.
    RESOURCE_EXHAUSTED(
            row("S201", HIGH, Retry.backoff(100, 10_000), 429, GrpcStatus.RESOURCE_EXHAUSTED),
            "A bound was reached",
            "Send less, or wait: the report names the bound and its unit",
            "Find out why what drains it is slow before you raise the bound"),
    /// The operating system refused to read or write stored data.
    STORAGE_FAILED(
            row("S202", CRITICAL, Retry.NONE, 503, UNAVAILABLE),
            "Storage failed",
            "Look at the disk: space, mount, permissions, kernel log",
            "Then open the store again; what was acknowledged is there, what was refused is not"),
    /// Another store or process has the data directory.
    STORAGE_IN_USE(
            row("S203", HIGH, Retry.NONE, 409, FAILED_PRECONDITION),
            "The data directory is in use",
            "Stop the holder that the report names, or ask it instead",
            "Give each process a data directory of its own"),
    /// An exception where none was expected.
    INTERNAL_ERROR(
            row("S401", CRITICAL, Retry.NONE, 500, INTERNAL),
            "A bug: an exception that nobody foresaw",
            "Read the exception and its stack; the operation and its breadcrumbs say how it came there",
            "Report it with this text"),
    /// The handler threw; its supervisor decides about a restart.
    SERVER_CRASHED(
            row("S402", HIGH, Retry.backoff(10, 1_000), 500, INTERNAL),
            "The server crashed while it handled this message",
            "Correct the bug that the cause shows: the same message will crash the next incarnation too",
            "Before you repeat: what the handler did before the crash may have taken effect"),
    /// The call was refused because it could never be answered.
    CALL_CYCLE(
            row("S403", HIGH, Retry.NONE, 500, FAILED_PRECONDITION),
            "Servers would wait for each other in a circle",
            "Break the circle that the report names: make one of its calls a cast, or reply later",
            "Move what both servers need into a third one"),
    /// Its supervisor has abandoned it; nothing it does counts any more.
    INCARNATION_FENCED(
            row("S404", MEDIUM, Retry.NONE, 409, ABORTED),
            "The incarnation that asked is over",
            "Let the handler end; the next incarnation has taken over",
            "Find out why the handler did not stop in time: its stack is in the health report"),
    /// A handler that may be running on its caller's thread wanted to wait for a thread or a device.
    BLOCKING_CALL_REFUSED(
            row("S405", HIGH, Retry.NONE, 500, FAILED_PRECONDITION),
            "A handler of a non-blocking server may not block",
            "Take nonBlocking() from the server that asked: its calls then run on a thread of its own",
            "Or send a cast and handle the answer as a message"),
    /// The caller's stack did not suffice for the handler that ran on it; the server goes on as if never asked.
    CALLER_STACK_EXHAUSTED(
            row("S406", HIGH, Retry.NONE, 500, INTERNAL),
            "The stack of the calling thread did not suffice for the handler",
            "Call from less depth, or with a larger stack; an endless recursion of the caller looks the same",
            "If the handler itself recurses deeply: take nonBlocking() from its server"),
    /// A deferred reply was never given.
    REPLY_NOT_GIVEN(
            row("S407", HIGH, Retry.NONE, 500, INTERNAL),
            "The server ended without answering this call",
            "Answer every call that a handler defers, on its error paths too"),
    /// An interrupt ended the wait for an answer; the flag is kept.
    CALL_INTERRUPTED(
            row("S408", MEDIUM, Retry.NONE, 503, GrpcStatus.CANCELLED),
            "The calling thread was interrupted while it waited for an answer",
            "End the operation: somebody asked this thread to stop",
            "The message may be handled all the same; ask for its effect before you repeat it"),
    /// More restarts than its limit allows; its children are stopped.
    RESTART_LIMIT_REACHED(
            row("S409", CRITICAL, Retry.NONE, 503, FAILED_PRECONDITION),
            "A supervisor gave up",
            "Correct the crash that the cause shows",
            "If restarts are expected, raise the supervisor's intensity"),
    /// The work of a task threw; a task is not restarted.
    TASK_CRASHED(
            row("S410", HIGH, Retry.backoff(10, 1_000), 500, INTERNAL),
            "A task crashed",
            "Correct the bug that the cause shows",
            "Before you repeat: what the task did before the crash may have taken effect"),
    /// Somebody cancelled the task, or its supervisor stopped first.
    TASK_CANCELLED(
            row("S411", LOW, Retry.NONE, 503, GrpcStatus.CANCELLED),
            "A task was cancelled before it ended",
            "Start it again if it is still wanted",
            "Before you do: what it did before may have taken effect"),
    /// Another server, or this one, holds it already.
    KEY_TAKEN(
            row("S412", LOW, Retry.NONE, 409, ALREADY_EXISTS),
            "Somebody is registered under this key",
            "Use the holder that the report names instead of starting a second one",
            "If the holder has to go, stop it first: its entries end with it"),
    /// The child runs or is about to; what was asked is for stopped children.
    CHILD_NOT_STOPPED(
            row("S420", LOW, Retry.NONE, 409, FAILED_PRECONDITION),
            "The child is not stopped",
            "Stop the child first; one that is about to be restarted too",
            "If it is to run, leave it: it does already, or will soon"),
    /// A child's error was too severe for a restart; the supervisor's children are stopped.
    SUPERVISOR_ESCALATED(
            row("S421", CRITICAL, Retry.NONE, 503, FAILED_PRECONDITION),
            "A supervisor gave up at once because of a severe error",
            "Correct what the cause shows",
            "If a restart would help, raise the severity from which this supervisor escalates"),
    /// Encoded data is not of the expected type or version.
    DESERIALIZATION_FAILED(
            row("D102", MEDIUM, Retry.NONE, 422, INVALID_ARGUMENT),
            "Data could not be decoded",
            "Compare the schema version of the data with the type it is read into",
            "Read it as a plain value to see what it holds"),
    /// The report lists every violation.
    VALIDATION_FAILED(
            row("D201", MEDIUM, Retry.NONE, 422, INVALID_ARGUMENT),
            "Data breaks one or more rules",
            "Correct each violation listed; they are complete"),
    /// A text does not parse.
    FORMAT_ERROR(
            row("D202", LOW, Retry.NONE, 400, INVALID_ARGUMENT),
            "Text is not in the expected format",
            "Correct the text at the place shown"),
    /// The value is there, but of another type.
    TYPE_MISMATCH(
            row("D203", LOW, Retry.NONE, 400, INVALID_ARGUMENT),
            "A value is of another type than asked for",
            "Ask for the type that the report names, or convert it first"),
    /// An argument is unusable or ambiguous.
    INVALID_INPUT(
            row("D204", LOW, Retry.NONE, 400, INVALID_ARGUMENT),
            "The request cannot be carried out as it stands",
            "Correct the argument that the report names"),
    /// An encoded size goes beyond a limit.
    DATA_TOO_LARGE(
            row("D205", MEDIUM, Retry.NONE, 413, INVALID_ARGUMENT),
            "Data is larger than its limit",
            "Keep large contents elsewhere and store a reference",
            "If the size is right, raise the limit that the report names"),
    /// Same source and id as a stored event, different content.
    DUPLICATE_ID(
            row("D206", MEDIUM, Retry.NONE, 409, ALREADY_EXISTS),
            "This identity is taken by other content",
            "Use a fresh id for a new event",
            "If this was to be a repetition, send exactly the content of the first time"),
    /// A checksum or a structure is wrong in what was stored.
    DATA_CORRUPTION(
            row("D301", CRITICAL, Retry.NONE, 500, DATA_LOSS),
            "Stored data is damaged",
            "Stop writing to this data directory and copy it",
            "Compare the file and the positions that the report names with the last backup",
            "Restore a backup",
            "Check the disk"),
    /// Nothing is stored under this identity.
    DATA_NOT_FOUND(
            row("D401", LOW, Retry.NONE, 404, NOT_FOUND),
            "There is no such data",
            "Check the identity; it may also have been pruned"),
    /// The position is older than what is retained.
    POSITION_PRUNED(
            row("D402", MEDIUM, Retry.NONE, 410, OUT_OF_RANGE),
            "The events of this position are pruned",
            "Read on from the oldest retained position that the report names",
            "Retain longer if readers fall behind this far"),
    /// No answer came in time; the operation may still take effect.
    TIMEOUT(
            row("E301", MEDIUM, Retry.backoff(100, 10_000), 504, DEADLINE_EXCEEDED),
            "The deadline passed first",
            "Look at the breadcrumbs for the step that took the time",
            "Before you repeat: make sure that doing it twice does no harm",
            "Give it a longer deadline if that step is rightly slow");

    private final Row row;
    private final String message;
    private final List<String> recoveryActions;

    /// What machines decide by.
    private record Row(ErrorCode code, Severity severity, RetryStrategy retry, int httpStatus, GrpcStatus grpcStatus) {}

    /// Strategies that the rows choose from.
    private static final class Retry {
        static final RetryStrategy NONE = new RetryStrategy.None();

        static RetryStrategy backoff(long baseMillis, long capMillis) {
            return new RetryStrategy.Exponential(Duration.ofMillis(baseMillis), Duration.ofMillis(capMillis));
        }
    }

    FoundationErrorType(Row row, String message, String... recoveryActions) {
        this.row = row;
        this.message = message;
        this.recoveryActions = List.of(recoveryActions);
    }

    private static Row row(String code, Severity severity, RetryStrategy retry, int httpStatus, GrpcStatus grpcStatus) {
        return new Row(ErrorCode.parse(code).orElseThrow(), severity, retry, httpStatus, grpcStatus);
    }

    @Override
    public String domain() {
        return "";
    }

    @Override
    public ErrorCode code() {
        return row.code;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public Severity severity() {
        return row.severity;
    }

    @Override
    public RetryStrategy retry() {
        return row.retry;
    }

    @Override
    public List<String> recoveryActions() {
        return recoveryActions;
    }

    @Override
    public int httpStatus() {
        return row.httpStatus;
    }

    @Override
    public GrpcStatus grpcStatus() {
        return row.grpcStatus;
    }
}
