package io.elixirscope.foundation.server;

import io.elixirscope.foundation.time.Scheduler;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Callers that wait for a place in a full mailbox, in order of arrival. Thread-safe.
///
/// A waiter enters, then looks for a place again, then parks; who frees a place frees it, then looks for waiters.
/// Both
/// sides use sequentially consistent operations, so one of the two sees the other and no wake-up is missed. Who
/// leaves
/// without having taken a place, but was woken, passes the wake on.
final class PlaceWaiters {
    private final AtomicInteger count = new AtomicInteger();
    private final ConcurrentLinkedQueue<Waiter> queue = new ConcurrentLinkedQueue<>();

    /// One waiting caller.
    record Waiter(Thread thread, Scheduler scheduler) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    Waiter enter(Scheduler scheduler) {
        var waiter = new Waiter(Thread.currentThread(), scheduler);
        queue.add(waiter);
        count.incrementAndGet();
        return waiter;
    }

    /// Stays in line after a wake that found no place.
    void stay(Waiter waiter) {
        if (!queue.contains(waiter)) {
            queue.add(waiter);
        }
    }

    void leave(Waiter waiter, boolean placed) {
        boolean woken = !queue.remove(waiter);
        count.decrementAndGet();
        if (woken && !placed) {
            wakeOne();
        }
    }

    void wakeOne() {
        if (count.get() == 0) {
            return;
        }
        Waiter first = queue.poll();
        if (first != null) {
            first.scheduler().wake(first.thread());
        }
    }

    void wakeAll() {
        for (Waiter first = queue.poll(); first != null; first = queue.poll()) {
            first.scheduler().wake(first.thread());
        }
    }
}
