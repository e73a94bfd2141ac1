package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.time.Scheduler;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A value that is set once and waited for. Thread-safe.
final class Gate<T> {
    private final Scheduler scheduler;
    private final AtomicReference<@Nullable T> value = new AtomicReference<>();
    private final ConcurrentLinkedQueue<Thread> waiting = new ConcurrentLinkedQueue<>();

    Gate(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void open(T given) {
        if (value.compareAndSet(null, given)) {
            waiting.forEach(scheduler::wake);
        }
    }

    /// Waits for the value, however long. An interrupt does not end the wait; its flag is kept.
    T await() {
        Thread me = Thread.currentThread();
        waiting.add(me);
        boolean interrupted = false;
        try {
            while (true) {
                T given = value.get();
                if (given != null) {
                    return given;
                }
                scheduler.park(this, Scheduler.NO_DEADLINE);
                interrupted |= Thread.interrupted();
            }
        } finally {
            waiting.remove(me);
            if (interrupted) {
                me.interrupt();
            }
        }
    }
}
