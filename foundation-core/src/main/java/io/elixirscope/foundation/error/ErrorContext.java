package io.elixirscope.foundation.error;

import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Operation under way: who it belongs to, until when it may take, and what it passed. Its identity is
/// immutable, its breadcrumbs only grow (the newest [#MAX_BREADCRUMBS] are kept, older ones counted).
/// Thread-safe; nothing here blocks.
///
/// It rides a [ScopedValue] inside [#run(Runnable)] and [#call(Supplier)]. A new thread does **not** inherit
/// it: capture [#current()] and run the other thread's work inside it. Messages, timers and tasks of the
/// Foundation do so.
///
/// An exception that leaves `run` or `call` is given the context's trace, once, by the innermost context; a
/// returned [Result.Err] likewise.
public final class ErrorContext {
    /// Steps that are kept. Unit: breadcrumbs.
    public static final int MAX_BREADCRUMBS = 32;

    private static final int MAX_CORRELATION_ID = 128;
    private static final long NO_DEADLINE = Long.MAX_VALUE;
    /// What the thread runs in: an ErrorContext, or RootContexts, which make one when asked.
    private static final ScopedValue<Object> CURRENT = ScopedValue.newInstance();

    private final LongSupplier nanos;
    private final LongSupplier random;
    private final long operationId;
    private final CorrelationId correlation;
    private final long startNanos;
    private final long deadlineNanos;
    private final BoundedFields metadata;
    private final AtomicReference<Breadcrumbs> breadcrumbs;

    /// A new operation.
    private ErrorContext(
            LongSupplier nanos,
            LongSupplier random,
            CorrelationId correlation,
            long startNanos,
            long deadlineNanos,
            BoundedFields metadata,
            Breadcrumbs breadcrumbs) {
        this.nanos = nanos;
        this.random = random;
        this.operationId = random.getAsLong();
        this.correlation = correlation;
        this.startNanos = startNanos;
        this.deadlineNanos = deadlineNanos;
        this.metadata = metadata;
        this.breadcrumbs = first(breadcrumbs);
    }

    /// The same operation, and the same breadcrumbs from now on.
    private ErrorContext(ErrorContext same, CorrelationId correlation, long deadlineNanos, BoundedFields metadata) {
        this.nanos = same.nanos;
        this.random = same.random;
        this.operationId = same.operationId;
        this.correlation = correlation;
        this.startNanos = same.startNanos;
        this.deadlineNanos = deadlineNanos;
        this.metadata = metadata;
        this.breadcrumbs = same.breadcrumbs;
    }

    /// {@return the context that this thread runs in}
    public static Optional<ErrorContext> current() {
        return Optional.ofNullable(currentOrNull());
    }

    /// {@return the context that this thread runs in, or null; for hot paths}
    public static @Nullable ErrorContext currentOrNull() {
        if (!CURRENT.isBound()) {
            return null;
        }
        Object bound = CURRENT.get();
        return bound instanceof ErrorContext context ? context : ((RootContexts) bound).current();
    }

    /// Begins an operation that belongs to no other, with a generated correlation id of 32 lower-case
    /// hexadecimal digits.
    ///
    /// @param operation name of the operation, its first breadcrumb; cut at 1,024 characters
    /// @param nanos monotonic clock in nanoseconds
    /// @param random 64 random bits a call
    /// @return its context
    public static ErrorContext root(String operation, LongSupplier nanos, LongSupplier random) {
        long now = nanos.getAsLong();
        return new ErrorContext(
                nanos,
                random,
                new CorrelationId(random.getAsLong(), random.getAsLong()),
                now,
                NO_DEADLINE,
                BoundedFields.EMPTY,
                Breadcrumbs.of(crumb(operation, now)));
    }

    /// Begins an operation that belongs to this one: same correlation id, deadline and metadata, an id of its
    /// own, and the breadcrumbs so far followed by its own, which this context does not see. Constant time and
    /// memory.
    ///
    /// @param operation name of the operation, its first breadcrumb; cut at 1,024 characters
    /// @return its context
    public ErrorContext child(String operation) {
        long now = nanos.getAsLong();
        return new ErrorContext(
                nanos,
                random,
                correlation,
                now,
                deadlineNanos,
                metadata,
                breadcrumbs.get().with(crumb(operation, now)));
    }

    /// {@return the same operation with another correlation id}
    ///
    /// @param id 1 to 128 printable ASCII characters
    public ErrorContext withCorrelationId(String id) {
        if (!isCorrelationId(id)) {
            throw new IllegalArgumentException(
                    "correlation id must be 1 to 128 printable ASCII characters, was \"" + BoundedText.cut(id) + "\"");
        }
        return new ErrorContext(this, new CorrelationId(id), deadlineNanos, metadata);
    }

    /// {@return the same operation with a deadline; an earlier one that was inherited stays}
    ///
    /// @param within time from now; zero or less means that the deadline has passed
    public ErrorContext withDeadline(Duration within) {
        long now = nanos.getAsLong();
        long span = Math.clamp(nanos(within), 0, Long.MAX_VALUE >> 1);
        long inherited = deadlineNanos == NO_DEADLINE ? Long.MAX_VALUE : deadlineNanos - now;
        long deadline = inherited <= span ? deadlineNanos : now + span;
        return new ErrorContext(this, correlation, deadline, metadata);
    }

    /// {@return the same operation with one metadata field more, or with that field replaced; at most 32}
    ///
    /// @param key name of the field
    /// @param value any object, made a bounded value by [Value#from(Object)]; never throws
    public ErrorContext with(String key, @Nullable Object value) {
        return new ErrorContext(this, correlation, deadlineNanos, metadata.with(key, value));
    }

    /// {@return random id of this operation}
    public long operationId() {
        return operationId;
    }

    /// {@return text that joins everything that belongs to one request}
    public String correlationId() {
        return correlation.text();
    }

    /// {@return when the operation must be over, in nanoseconds of the context's clock}
    public OptionalLong deadlineNanos() {
        return deadlineNanos == NO_DEADLINE ? OptionalLong.empty() : OptionalLong.of(deadlineNanos);
    }

    /// {@return the time that is left until the deadline, zero after it; empty without one}
    public Optional<Duration> remaining() {
        return deadlineNanos == NO_DEADLINE
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, deadlineNanos - nanos.getAsLong())));
    }

    /// {@return the values that were added, in that order; how many found no place is the field `…`}
    public Map<String, Value> metadata() {
        return metadata.marked();
    }

    /// {@return the newest steps, oldest first}
    public List<Breadcrumb> breadcrumbs() {
        return List.copyOf(breadcrumbs.get().list());
    }

    /// {@return the nanoseconds until the deadline, zero after it, `Long.MAX_VALUE` without one}
    /// For hot paths: it reads no clock if the caller just read this context's own.
    ///
    /// @param clock a clock
    /// @param now what it said just now
    public long remainingNanos(LongSupplier clock, long now) {
        if (deadlineNanos == NO_DEADLINE) {
            return Long.MAX_VALUE;
        }
        return Math.max(0, deadlineNanos - (nanos.equals(clock) ? now : nanos.getAsLong()));
    }

    /// {@return nanoseconds since this operation began}
    public long elapsedNanos() {
        return nanos.getAsLong() - startNanos;
    }

    /// Adds a step to this operation and to the copies of it that the `with…` methods gave.
    ///
    /// @param operation name of the step, cut at 1,024 characters
    public void breadcrumb(String operation) {
        var next = crumb(operation, nanos.getAsLong());
        breadcrumbs.updateAndGet(crumbs -> crumbs.with(next));
    }

    /// {@return what this context knows now}
    public OperationTrace trace() {
        var crumbs = breadcrumbs.get();
        return new OperationTrace(
                operationId, correlationId(), elapsedNanos(), crumbs.list(), crumbs.dropped(), metadata.marked());
    }

    /// Runs a body on this thread with this as the current context; afterwards the outer one is current again.
    ///
    /// @param body what to run; what it throws passes through, with this context's trace
    public void run(Runnable body) {
        try {
            ScopedValue.where(CURRENT, this).run(body);
        } catch (Throwable thrown) {
            ContextTrace.attach(thrown, this);
            throw thrown;
        }
    }

    /// Calls a body on this thread with this as the current context; afterwards the outer one is current again.
    ///
    /// @param <T> type of what the body gives
    /// @param body what to call; what it throws passes through, with this context's trace
    /// @return what the body gave; the error of a [Result.Err] has this context's trace if it had none
    public <T> T call(Supplier<? extends T> body) {
        try {
            return enriched(ScopedValue.where(CURRENT, this).<T, RuntimeException>call(body::get));
        } catch (Throwable thrown) {
            ContextTrace.attach(thrown, this);
            throw thrown;
        }
    }

    /// {@return the operation that an exception left: the innermost [#run(Runnable)] or [#call(Supplier)]
    /// around the place where it or one of its first 16 causes was thrown}
    ///
    /// @param thrown the exception
    public static Optional<OperationTrace> traceOf(Throwable thrown) {
        return ContextTrace.find(thrown);
    }

    /// {@return whether a text can be a correlation id: 1 to 128 printable ASCII characters}
    ///
    /// @param text what to check
    public static boolean isCorrelationId(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_CORRELATION_ID
                && text.chars().allMatch(character -> character >= ' ' && character <= '~');
    }

    Breadcrumbs crumbs() {
        return breadcrumbs.get();
    }

    static void run(RootContexts roots, Runnable body) {
        ScopedValue.where(CURRENT, roots).run(body);
    }

    @SuppressWarnings("unchecked") // an Err in place of an Err: whatever T is, it admits both
    private <T> T enriched(T given) {
        if (given instanceof Result.Err<?>(var error) && error.operation().isEmpty()) {
            return (T) Result.err(error.in(this));
        }
        return given;
    }

    private static AtomicReference<Breadcrumbs> first(Breadcrumbs crumbs) {
        return new AtomicReference<>(crumbs);
    }

    private static Breadcrumb crumb(String operation, long now) {
        return new Breadcrumb(BoundedText.cut(operation), now);
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0
                ? Long.MAX_VALUE
                : Math.max(0, duration.isNegative() ? 0 : duration.toNanos());
    }

    /// {@return operation id and correlation id}
    @Override
    public String toString() {
        return "ErrorContext[operation " + HexFormat.of().toHexDigits(operationId) + ", correlation " + correlationId()
                + "]";
    }
}
