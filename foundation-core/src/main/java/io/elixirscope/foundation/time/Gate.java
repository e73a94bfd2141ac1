package io.elixirscope.foundation.time;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A value that is set once and waited for. Thread-safe.
///
/// @param <T> the value
public final class Gate<T> {
    private final Scheduler scheduler;
    private final AtomicReference<@Nullable T> value = new AtomicReference<>();
    private final ConcurrentLinkedQueue<Thread> waiting = new ConcurrentLinkedQueue<>();

    /// A closed gate.
    ///
    /// @param scheduler waits and wakes
    public Gate(Scheduler scheduler) {
        this.scheduler = requireNonNull(scheduler, "scheduler");
    }

    /// Sets the value, unless it is set, and wakes who waits. Does not block.
    ///
    /// @param given the value
    public void open(T given) {
        if (value.compareAndSet(null, requireNonNull(given, "given"))) {
            waiting.forEach(scheduler::wake);
        }
    }

    /// Waits for the value, however long. An interrupt does not end the wait; its flag is kept.
    ///
    /// @return the value
    public T await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return awaitInterruptibly();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Waits for the value until this thread is interrupted.
    ///
    /// @return the value
    /// @throws InterruptedException if this thread is interrupted before the value is set
    public T awaitInterruptibly() throws InterruptedException {
        Thread me = Thread.currentThread();
        waiting.add(me);
        try {
            while (true) {
                T given = value.get();
                if (given != null) {
                    return given;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while waiting at a gate");
                }
                scheduler.park(this, Scheduler.NO_DEADLINE);
            }
        } finally {
            waiting.remove(me);
        }
    }
}
