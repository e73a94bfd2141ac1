package io.elixirscope.foundation.error;

import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// One error as a value: a type of a catalogue, what happened in this case, and what is known about it.
/// Immutable and thread-safe; making one reads no clock and tells nobody. It captures no stack either, unless its
/// type is CRITICAL or [#withStack()] asks for it.
///
/// Bounded: 32 context fields, texts of 1,024 characters, 16 causes at all levels together. What found no place
/// is counted and shown by [#report()].
///
/// The `with…` methods give a copy with the same [#id()]: it stays the same error on its way up.
public final class FoundationError {
    private static final Comparator<FoundationError> DECISIVE = Comparator.<FoundationError, Boolean>comparing(
                    error -> !error.type.retry().retryable())
            .thenComparing(FoundationError::severity);

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
            @Nullable SourceExcerpt source,
            List<String> stack) {
        static final Attached NOTHING = new Attached(null, null, null, List.of());

        Attached with(Throwable thrown) {
            return new Attached(thrown, operation, source, stack);
        }

        Attached with(OperationTrace trace) {
            return new Attached(exception, trace, source, stack);
        }

        Attached with(SourceExcerpt excerpt) {
            return new Attached(exception, operation, excerpt, stack);
        }

        Attached with(List<String> frames) {
            return new Attached(exception, operation, source, frames);
        }
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
        var error = plain(type, message);
        return type.severity() == Severity.CRITICAL ? error.withStack() : error;
    }

    /// Without a stack, whatever the severity.
    private static FoundationError plain(ErrorType type, String message) {
        // An identity decides nothing, so this draw need not be repeatable in a deterministic test.
        long id = ThreadLocalRandom.current().nextLong();
        return restored(id, Objects.requireNonNull(type, "type"), message);
    }

    /// With an id of before.
    static FoundationError restored(long id, ErrorType type, String message) {
        return new FoundationError(
                id, type, BoundedText.cut(message), BoundedFields.EMPTY, Causes.EMPTY, Attached.NOTHING);
    }

    /// {@return the error of an exception: the one that a [FoundationException] carries, with the exceptions that
    /// were suppressed on its way as causes; of any other exception `S401 internal_error` with that exception}
    ///
    /// The operation that the exception left is attached where it is known.
    ///
    /// @param thrown the exception
    public static FoundationError of(Throwable thrown) {
        return thrown instanceof FoundationException carrier
                ? Carried.errorOf(carrier)
                : plain(FoundationErrorType.INTERNAL_ERROR, Thrown.text(thrown)).causedBy(thrown);
    }

    /// Joins errors into one, so that all are told at once. A single error stays as it is. Several become a new
    /// error that has them as causes (the first 16; the others are counted) and the type of the one that decides:
    /// one that is not to be repeated before one that is, then the gravest, then the first.
    ///
    /// @param errors at least one
    /// @return the error that stands for all of them
    /// @throws IllegalArgumentException if there is none
    public static FoundationError joined(List<FoundationError> errors) {
        if (errors.isEmpty()) {
            throw new IllegalArgumentException("errors must have at least one element, had 0");
        }
        if (errors.size() == 1) {
            return errors.getFirst();
        }
        var decisive = Collections.max(errors, DECISIVE);
        var joined = plain(decisive.type, errors.size() + " problems; the one that decides: " + decisive.message);
        for (var error : errors) {
            joined = joined.causedBy(error);
        }
        return joined;
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
    /// `retryAfter`, an ISO-8601 duration}
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

    /// {@return where it was made, innermost first, at most 16 frames: of a CRITICAL error and after
    /// [#withStack()], else empty}
    public List<String> stack() {
        return attached.stack;
    }

    /// {@return what it began with: the error at the end of the chain of first causes; this error without causes}
    public FoundationError origin() {
        var origin = this;
        while (!origin.causes().isEmpty()) {
            origin = origin.causes().getFirst();
        }
        return origin;
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
    /// @param thrown the exception; its own causes and suppressed exceptions stay with it
    public FoundationError causedBy(Throwable thrown) {
        if (thrown instanceof FoundationException || attached.exception != null) {
            return causedBy(of(thrown));
        }
        var caused = with(attached.with(thrown));
        return ErrorContext.traceOf(thrown).map(caused::within).orElse(caused);
    }

    /// The same error seen from further out: what an inner layer reported, in the words of an outer one. The copy
    /// has this [#id()], so that it still counts once, and this operation; its first cause is this error with its
    /// type and code, and [#origin()] leads back to where it began. Retry, severity and statuses are those of the
    /// new type.
    ///
    /// @param outer its row of a catalogue
    /// @param words what it means for the outer layer, cut at 1,024 characters
    /// @return the outer error
    public FoundationError wrap(ErrorType outer, String words) {
        var wrapped =
                restored(id, Objects.requireNonNull(outer, "outer"), words).causedBy(this);
        var error = wrapped.with(new Attached(null, attached.operation, null, attached.stack));
        return outer.severity() == Severity.CRITICAL && attached.stack.isEmpty() ? error.withStack() : error;
    }

    /// {@return a copy that points at a line of a text}
    ///
    /// @param source the line; replaces an earlier one
    public FoundationError at(SourceExcerpt source) {
        return with(attached.with(source));
    }

    /// {@return a copy with what the context knows now, or this error where an operation is attached already}
    ///
    /// @param operation the context that it happened in
    public FoundationError in(ErrorContext operation) {
        return attached.operation != null ? this : within(operation.trace());
    }

    FoundationError within(OperationTrace trace) {
        return attached.operation != null ? this : with(attached.with(trace));
    }

    /// {@return a copy with the present stack, the newest 16 frames outside of this package}
    public FoundationError withStack() {
        return with(attached.with(Stacks.here()));
    }

    /// {@return an exception that carries this error, with the present stack. Its cause is this error's exception,
    /// else the first of its causes as an exception; the other causes are suppressed exceptions}
    public FoundationException toException() {
        return Carried.exceptionOf(this);
    }

    /// {@return this error as plain text for people, [ReportStyle#DEFAULT_WIDTH] columns wide}
    public String report() {
        return report(ReportStyle.plain());
    }

    /// {@return this error as plain text for people}
    ///
    /// @param width columns to keep to, `>= 40`
    public String report(int width) {
        return report(ReportStyle.plain().withWidth(width));
    }

    /// {@return this error as text for people}
    ///
    /// @param style width, colour, and whether stacks are shown
    public String report(ReportStyle style) {
        return new ErrorReport(style).of(this);
    }

    /// The error in short, where many are shown one after the other: code, message, and the line of a text with a
    /// caret where there is one.
    ///
    /// @param style how it looks
    /// @return one line or several, each with a line end
    public String brief(ReportStyle style) {
        return new ErrorReport(style).brief(this);
    }

    /// {@return this error as data, for events and machine-readable output; [#fromValue(Value, ErrorCatalogue)]
    /// reads it back}
    public Value toValue() {
        return ErrorData.of(this);
    }

    /// An error that was made data by [#toValue()], with the same id. Its exception is a likeness: the texts
    /// and frames of the original, not its class. A type that the catalogue does not know, or knows otherwise
    /// by now, is kept as it was recorded, never to be repeated.
    ///
    /// Errors: `D102 deserialization_failed`, naming the field that is missing or of another type.
    ///
    /// @param value the data
    /// @param catalogue where its types are looked up
    /// @return the error
    public static Result<FoundationError> fromValue(Value value, ErrorCatalogue catalogue) {
        return ErrorReader.read(value, catalogue);
    }

    /// {@return this error for an HTTP answer, a problem object of RFC 9457: `type`
    /// (`urn:elixirscope:error:D201`), `title`, `status`, `detail`, `instance` (the correlation id as a URN), and
    /// the extensions `code`, `label`, `severity`, `retry`, `correlationId`, `errors` (code and detail of each
    /// cause)}
    ///
    /// Context, exceptions and stacks stay inside.
    public Value toProblem() {
        return ErrorProblem.of(this);
    }

    /// {@return [#toProblem()] as JSON text, of media type `application/problem+json`}
    public String toProblemJson() {
        return JsonText.write(toProblem());
    }

    FoundationError with(BoundedFields fields) {
        return new FoundationError(id, type, message, fields, causes, attached);
    }

    FoundationError with(Causes tree) {
        return new FoundationError(id, type, message, context, tree, attached);
    }

    FoundationError withStack(List<String> frames) {
        return with(attached.with(List.copyOf(frames)));
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
