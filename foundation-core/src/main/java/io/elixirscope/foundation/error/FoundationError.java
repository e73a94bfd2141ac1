package io.elixirscope.foundation.error;

import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// One error as a value: a type of a catalogue, what happened in this case, and what is known about it.
/// Immutable and thread-safe; making one captures no stack, reads no clock and tells nobody.
///
/// Bounded: 32 context fields, texts of 1,024 characters, 16 causes at all levels together. What found no place
/// is counted and shown by [#report()].
///
/// The `with…` methods give a copy with the same [#id()]: it stays the same error on its way up.
public final class FoundationError {
    /// Columns of [#report()]. Unit: characters.
    public static final int DEFAULT_WIDTH = 100;

    private final long id;
    private final ErrorType type;
    private final String message;
    private final BoundedFields context;
    private final Causes causes;
    private final Attached attached;

    /// What an error is hung with, each at most once.
    private record Attached(
            @Nullable Throwable exception,
            @Nullable OperationTrace operation,
            @Nullable SourceExcerpt source) {
        static final Attached NOTHING = new Attached(null, null, null);
    }

    private FoundationError(
            long id, ErrorType type, String message, BoundedFields context, Causes causes, Attached attached) {
        this.id = id;
        this.type = type;
        this.message = message;
        this.context = context;
        this.causes = causes;
        this.attached = attached;
    }

    /// {@return an error with its type's own message}
    ///
    /// @param type its row of a catalogue
    public static FoundationError of(ErrorType type) {
        return of(type, type.message());
    }

    /// {@return an error}
    ///
    /// @param type its row of a catalogue
    /// @param message what went wrong in this case, cut at 1,024 characters
    public static FoundationError of(ErrorType type, String message) {
        // An identity decides nothing, so this draw need not be repeatable in a deterministic test.
        long id = ThreadLocalRandom.current().nextLong();
        return new FoundationError(
                id,
                Objects.requireNonNull(type, "type"),
                BoundedText.cut(message),
                BoundedFields.EMPTY,
                Causes.EMPTY,
                Attached.NOTHING);
    }

    /// {@return random identity of this error, kept by its copies; by it an error is counted once}
    public long id() {
        return id;
    }

    /// {@return its row of a catalogue}
    public ErrorType type() {
        return type;
    }

    /// {@return what went wrong in this case}
    public String message() {
        return message;
    }

    /// {@return how much it matters, from its type}
    public Severity severity() {
        return type.severity();
    }

    /// {@return what is known about this case, in the order it was added; at most 32 fields}
    public Map<String, Value> context() {
        return context.values();
    }

    /// {@return the delay before a repetition that whoever refused asked for, `>= 0`: the context field
    /// `retry_after`, an ISO-8601 duration}
    public Optional<Duration> retryAfter() {
        return RetryAfter.in(context.values());
    }

    /// {@return the errors behind this one, in the order they were added}
    public List<FoundationError> causes() {
        return causes.errors();
    }

    /// {@return the exception behind this error}
    public Optional<Throwable> exception() {
        return Optional.ofNullable(attached.exception);
    }

    /// {@return the operation that it happened in}
    public Optional<OperationTrace> operation() {
        return Optional.ofNullable(attached.operation);
    }

    /// {@return the line of a text that it points at}
    public Optional<SourceExcerpt> source() {
        return Optional.ofNullable(attached.source);
    }

    /// {@return context fields that found no place}
    public int droppedContext() {
        return context.dropped();
    }

    /// {@return errors behind this one that found no place}
    public int droppedCauses() {
        return causes.dropped();
    }

    /// {@return a copy with one context field more, or with that field replaced}
    ///
    /// @param key name of the field, cut at 1,024 characters
    /// @param value any object, made a bounded value by [Value#from(Object)]; never throws
    public FoundationError with(String key, @Nullable Object value) {
        return new FoundationError(id, type, message, context.with(key, value), causes, attached);
    }

    /// {@return a copy that asks not to be repeated sooner, as an HTTP answer does with `Retry-After`}
    ///
    /// @param delay time before a repetition; negative counts as zero
    public FoundationError withRetryAfter(Duration delay) {
        return with(RetryAfter.KEY, delay.isNegative() ? Duration.ZERO : delay);
    }

    /// {@return a copy with one cause more}
    ///
    /// @param cause the error behind this one
    public FoundationError causedBy(FoundationError cause) {
        return new FoundationError(id, type, message, context, causes.with(cause), attached);
    }

    /// {@return a copy with the exception behind it: the error that a [FoundationException] carries becomes a
    /// cause, and so does a second exception, as `S401 internal_error`}
    ///
    /// The operation that the exception left is attached too, where it is known and none is attached yet.
    ///
    /// @param thrown the exception
    public FoundationError causedBy(Throwable thrown) {
        if (thrown instanceof FoundationException carrier) {
            return causedBy(
                    ErrorContext.traceOf(thrown).map(carrier.error()::within).orElse(carrier.error()));
        }
        if (attached.exception != null) {
            return causedBy(
                    of(FoundationErrorType.INTERNAL_ERROR, Thrown.text(thrown)).causedBy(thrown));
        }
        var operation = attached.operation != null
                ? attached.operation
                : ErrorContext.traceOf(thrown).orElse(null);
        return with(new Attached(thrown, operation, attached.source));
    }

    /// {@return a copy that points at a line of a text}
    ///
    /// @param source the line; replaces an earlier one
    public FoundationError at(SourceExcerpt source) {
        return with(new Attached(attached.exception, attached.operation, source));
    }

    /// {@return a copy with what the context knows now, or this error where an operation is attached already}
    ///
    /// @param operation the context that it happened in
    public FoundationError in(ErrorContext operation) {
        return attached.operation != null ? this : within(operation.trace());
    }

    private FoundationError within(OperationTrace trace) {
        return attached.operation != null ? this : with(new Attached(attached.exception, trace, attached.source));
    }

    /// {@return an exception that carries this error, with the present stack}
    public FoundationException toException() {
        return new FoundationException(this);
    }

    /// {@return this error as plain text for people, [#DEFAULT_WIDTH] columns wide}
    public String report() {
        return report(DEFAULT_WIDTH);
    }

    /// {@return this error as plain text for people}
    ///
    /// @param width columns to keep to, `>= 40`
    public String report(int width) {
        return new ErrorReport(width).of(this);
    }

    /// {@return this error as data, for events and machine-readable output}
    public Value toValue() {
        return ErrorData.of(this);
    }

    Causes causeTree() {
        return causes;
    }

    FoundationError withoutCauses() {
        return new FoundationError(id, type, message, context, Causes.EMPTY, attached);
    }

    private FoundationError with(Attached next) {
        return new FoundationError(id, type, message, context, causes, next);
    }

    /// {@return whether the other is the same error with the same content}
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FoundationError that
                && id == that.id
                && type.equals(that.type)
                && message.equals(that.message)
                && context.equals(that.context)
                && causes.equals(that.causes)
                && attached.equals(that.attached);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    /// {@return code, label and message on one line: `[D201 validation_failed] id must not be empty`}
    @Override
    public String toString() {
        return "[" + type.fullCode() + " " + type.label() + "] " + message;
    }
}
