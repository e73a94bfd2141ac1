package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.time.Scheduler;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A sender's wait for a place in a full mailbox, on its own thread; a wait like any other, and so an edge of
/// the wait graph.
final class PlaceWait {
    private final ServerCell<?, ?> cell;
    private final @Nullable Waiter waiter;
    private final String message;
    private final long deadlineNanos;

    PlaceWait(ServerCell<?, ?> cell, String message, long deadlineNanos) {
        this.cell = cell;
        this.waiter = Frame.mine().innermost();
        this.message = message;
        this.deadlineNanos = deadlineNanos;
    }

    /// Waits.
    ///
    /// @param late what to answer when the time is up
    /// @return null once the sender has a place
    @Nullable
    FoundationError await(Supplier<FoundationError> late) {
        Scheduler scheduler = cell.runtime().scheduler();
        PlaceWaiters waiters = cell.mailbox().waiters();
        PlaceWaiters.Waiter place = waiters.enter(scheduler);
        boolean placed = false;
        try {
            List<String> cycle = WaitGraph.enter(waiter, new WaitGraph.ForServer(waiter, cell, null));
            if (!cycle.isEmpty()) {
                return ServerErrors.cycle(cell.name(), cycle);
            }
            while (true) {
                // a server that stops has the waiting messages handled, and none that come now
                Lifecycle now = cell.lifecycle();
                if (!now.accepts()) {
                    return ServerErrors.unavailable(cell.name(), now);
                }
                placed = cell.mailbox().reserve();
                if (placed) {
                    return null;
                }
                FoundationError end = end(now, late);
                if (end != null) {
                    return end;
                }
                scheduler.park(place, deadlineNanos);
                waiters.stay(place);
            }
        } finally {
            WaitGraph.leave(waiter);
            waiters.leave(place, placed);
        }
    }

    private @Nullable FoundationError end(Lifecycle now, Supplier<FoundationError> late) {
        if (Thread.currentThread().isInterrupted()) {
            return ServerErrors.interruptedForPlace(cell.name(), message);
        }
        if (cell.runtime().scheduler().clock().nanos() < deadlineNanos) {
            return null;
        }
        return now == Lifecycle.RUNNING ? late.get() : ServerErrors.unavailable(cell.name(), now);
    }
}
