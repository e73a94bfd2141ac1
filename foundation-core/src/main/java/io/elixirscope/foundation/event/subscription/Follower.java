package io.elixirscope.foundation.event.subscription;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventCursor;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.time.Scheduler;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Reads the wanted events of a store one after the other, and waits where there are no more. Used
/// by one thread; [#close] and the counters by any.
/*
 * There is no queue: a follower that has read all that was visible when its query began asks again for what came since.
 * Positions are gapless and in commit order, and what can be seen is durable, so "after the position I have looked at"
 * misses nothing and gives nothing twice, whatever is appended meanwhile.
 *
 * It waits so: it says that it waits, looks at the newest position once more, and parks. An appender makes its event
 * visible, then looks who waits. One of the two sees the other.
 */
final class Follower implements AutoCloseable {
    private final EventStore store;
    private final Scheduler scheduler;
    private final EventQuery query;
    private final WhenPruned whenPruned;
    private final AutoCloseable listening;
    private volatile @Nullable Thread waiting;
    private volatile boolean closed;
    private volatile long through;
    private final AtomicLong skipped = new AtomicLong();
    private @Nullable EventCursor cursor;
    private long skippedByCursor;

    /// @param query ascending, without limit
    /// @param after looks at positions after this one
    Follower(EventStore store, Scheduler scheduler, EventQuery query, long after, WhenPruned whenPruned) {
        this.store = store;
        this.scheduler = scheduler;
        this.query = query;
        this.through = after;
        this.whenPruned = whenPruned;
        this.listening = store.onVisible(this::wake);
    }

    /// Every wanted event up to this position was given.
    long through() {
        return through;
    }

    /// Positions that were pruned before they were looked at.
    long skipped() {
        return skipped.get();
    }

    boolean closed() {
        return closed;
    }

    /// Whether all that is visible was looked at.
    boolean caughtUp() {
        return through >= store.newestPosition();
    }

    /// The next event that is visible, null when there is none now.
    ///
    /// @throws FoundationException `D402` pruned, `S102` the store is closed, or reading failed:
    ///     nothing can follow
    @Nullable
    StoredEvent poll() {
        while (!closed) {
            EventCursor open = cursor == null ? ask() : cursor;
            if (open == null) {
                return null;
            }
            StoredEvent event = open.hasNext() ? open.next() : null;
            countSkipped(open);
            if (event != null) {
                through = event.position();
                return event;
            }
            through = Math.max(through, open.through());
            open.close();
            cursor = null;
        }
        return null;
    }

    private void countSkipped(EventCursor open) {
        long lost = open.skipped() - skippedByCursor;
        if (lost > 0 && whenPruned == WhenPruned.END) {
            throw new FoundationException(SubscriptionErrors.overtaken(through + 1));
        }
        skipped.addAndGet(lost);
        skippedByCursor += lost;
    }

    /// A cursor on what came since, null when nothing did.
    private @Nullable EventCursor ask() {
        while (!caughtUp()) {
            switch (store.query(query.toBuilder().afterPosition(through).build())) {
                case Result.Ok<EventCursor>(EventCursor opened) -> {
                    cursor = opened;
                    skippedByCursor = 0;
                    return opened;
                }
                case Result.Err<EventCursor>(FoundationError error) -> skipOrFail(error);
            }
        }
        if (store.closed()) {
            throw new FoundationException(SubscriptionErrors.storeClosed());
        }
        return null;
    }

    private void skipOrFail(FoundationError error) {
        if (error.type() != FoundationErrorType.POSITION_PRUNED || whenPruned == WhenPruned.END) {
            throw new FoundationException(error);
        }
        long oldest = store.stats().firstPosition();
        skipped.addAndGet(Math.max(0, oldest - 1 - through));
        through = Math.max(through, oldest - 1);
    }

    /// Waits until there is more to look at, it is closed or the store is, the deadline passes, or
    /// this thread is interrupted.
    void await(long deadlineNanos) {
        waiting = Thread.currentThread();
        try {
            while (!closed
                    && caughtUp()
                    && !store.closed()
                    && scheduler.clock().nanos() < deadlineNanos
                    && !Thread.currentThread().isInterrupted()) {
                scheduler.park(this, deadlineNanos);
            }
        } finally {
            waiting = null;
        }
    }

    private void wake() {
        Thread asleep = waiting;
        if (asleep != null) {
            scheduler.wake(asleep);
        }
    }

    /// Ends it: who waits returns, nothing is read any more.
    @Override
    public void close() {
        closed = true;
        try {
            listening.close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
        wake();
    }
}
