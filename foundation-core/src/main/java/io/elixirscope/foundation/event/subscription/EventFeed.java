package io.elixirscope.foundation.event.subscription;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.time.Scheduler;
import java.time.Duration;
import java.util.Optional;

/// The wanted events of a store, one at each call: those that are stored, then, without a gap or a
/// repetition, each new one when it is visible. It needs no thread and no queue. Belongs to one
/// thread; [#close] may be called by any.
public final class EventFeed implements AutoCloseable {
    private final Follower follower;
    private final Scheduler scheduler;
    private final Runnable onClose;

    EventFeed(Follower follower, Scheduler scheduler, Runnable onClose) {
        this.follower = follower;
        this.scheduler = scheduler;
        this.onClose = onClose;
    }

    /// The next event, waited for as long as it takes.
    ///
    /// @return the event; `D402` it was pruned, `S102` the feed or the store is closed, `S405` in a
    ///     handler of a non-blocking server
    /// @throws InterruptedException if this thread is interrupted while there is no event; none is
    ///     lost
    public Result<StoredEvent> next() throws InterruptedException {
        return next(Scheduler.NO_DEADLINE)
                .flatMap(event -> event.map(Result::ok).orElseGet(() -> Result.err(SubscriptionErrors.feedClosed())));
    }

    /// The next event, waited for up to some time.
    ///
    /// @param within how long to wait; zero: not at all
    /// @return the event, empty when there is none in that time; errors as of [#next()]
    /// @throws InterruptedException as of [#next()]
    public Result<Optional<StoredEvent>> next(Duration within) throws InterruptedException {
        return next(scheduler.deadlineAfter(within));
    }

    private Result<Optional<StoredEvent>> next(long deadlineNanos) throws InterruptedException {
        Optional<FoundationError> refused = Incarnation.refusal("the wait for an event");
        if (refused.isPresent()) {
            return Result.err(refused.get());
        }
        try {
            while (!follower.closed()) {
                StoredEvent event = follower.poll();
                if (event != null) {
                    return Result.ok(Optional.of(event));
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while waiting for an event");
                }
                if (scheduler.clock().nanos() >= deadlineNanos) {
                    return Result.ok(Optional.empty());
                }
                follower.await(deadlineNanos);
            }
            return Result.err(SubscriptionErrors.feedClosed());
        } catch (FoundationException ended) {
            return Result.err(ended.error());
        }
    }

    /// {@return every wanted event up to this position was given}
    public long position() {
        return follower.through();
    }

    /// {@return positions that retention dropped before they were looked at; with
    /// [WhenPruned#SKIP]}
    public long skipped() {
        return follower.skipped();
    }

    /// Ends it: a call of `next` under way returns.
    @Override
    public void close() {
        follower.close();
        onClose.run();
    }
}
