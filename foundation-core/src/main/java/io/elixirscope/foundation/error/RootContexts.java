package io.elixirscope.foundation.error;

import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Operations that belong to no other and follow one another on one thread, as the messages that a
/// server gets from nowhere. Each has a root context of its own, which is made when somebody asks
/// for it first: most are never asked for. The thread's own, but for the context that is current in
/// it.
///
/// Its clock is read when the context is made: the elapsed time of such an operation is counted
/// from then.
public final class RootContexts {
    private final Supplier<String> operation;
    private final LongSupplier nanos;
    private final LongSupplier random;
    private boolean under;
    private volatile @Nullable ErrorContext made;

    /// Operations that have not begun yet.
    ///
    /// @param operation gives the name of the one under way, asked when its context is made
    /// @param nanos monotonic clock in nanoseconds
    /// @param random 64 random bits a call
    public RootContexts(Supplier<String> operation, LongSupplier nanos, LongSupplier random) {
        this.operation = Objects.requireNonNull(operation, "operation");
        this.nanos = Objects.requireNonNull(nanos, "nanos");
        this.random = Objects.requireNonNull(random, "random");
    }

    /// Runs a body on this thread; while an operation is under way in it, its context is the
    /// current one.
    ///
    /// @param body what to run
    public void run(Runnable body) {
        ErrorContext.run(this, body);
    }

    /// An operation begins.
    public void begin() {
        under = true;
    }

    /// The operation under way is over.
    ///
    /// @return its context, null if nobody asked for it
    public @Nullable ErrorContext end() {
        ErrorContext last = made;
        under = false;
        if (last != null) {
            made = null;
        }
        return last;
    }

    /// The context of the operation under way.
    ///
    /// @return the same one until the operation is over
    public ErrorContext context() {
        ErrorContext known = made;
        if (known == null) {
            synchronized (this) {
                known = made == null ? ErrorContext.root(operation.get(), nanos, random) : made;
                made = known;
            }
        }
        return known;
    }

    /// The operation under way has failed.
    ///
    /// @param thrown is given the trace of its context
    /// @return that context
    public ErrorContext failed(Throwable thrown) {
        ErrorContext in = context();
        ContextTrace.attach(thrown, in);
        return in;
    }

    /// The context of the operation under way, null between two.
    @Nullable
    ErrorContext current() {
        return under ? context() : null;
    }
}
