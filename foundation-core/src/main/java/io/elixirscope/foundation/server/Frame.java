package io.elixirscope.foundation.server;

import org.jspecify.annotations.Nullable;

/// What the current thread runs of servers. Each thread has one; only it touches it.
///
/// A thread-local and not a scoped value: an idle call enters and leaves a server here with plain stores,
/// without memory of its own.
final class Frame {
    private static final ThreadLocal<Frame> MINE = ThreadLocal.withInitial(Frame::new);

    /// The incarnation whose code runs, null outside of servers' code.
    @Nullable
    Incarnation current;
    /// The work that the thread is for; null if it is for none.
    ServerRuntime.@Nullable Work work;
    /// How many servers' code this thread runs inside each other as a caller.
    int nested;
    /// Calls that this thread ran itself.
    int ownRuns;

    /// What stands in the mailbox of a server whose role this thread has as a caller.
    final Envelope loan = Envelope.loan();

    private Frame() {}

    static Frame mine() {
        return MINE.get();
    }

    /// Whose code runs; null for nobody's that others may wait for.
    @Nullable
    Waiter innermost() {
        return current == null ? work : current;
    }
}
