package io.elixirscope.foundation.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs short actions later, in order of their deadlines, on one daemon platform thread of its own, which
/// starts with the first action. Thread-safe; arming and cancelling are O(log n) and hold a lock for no longer
/// than that.
///
/// Actions must be short and must not block: they hand over to another thread. Two actions with one deadline
/// run in the order in which they were armed. An action that throws is counted, reported, and harms nothing
/// else; a periodic one goes on.
public final class Timers implements AutoCloseable {
    /// Of a thread that is about to look.
    private static final long LOOKS_SOON = Long.MIN_VALUE;

    private final Scheduler scheduler;
    private final String threadName;
    private final Consumer<? super Throwable> onFailure;

    private final Object lock = new Object();
    private final TimerHeap heap = new TimerHeap();
    private long armed;
    private boolean started;
    private boolean closed;
    private long dropped;
    private long failures;
    private long skipped;
    /// Set by the thread itself before its first look at the heap, so that who arms after that look finds it.
    private volatile @Nullable Thread thread;
    /// When the thread looks at the heap next, if nobody wakes it before: what is cancelled leaves it as it is, so
    /// that a time limit that comes and goes wakes nobody.
    private long looksAtNanos = LOOKS_SOON;

    /// Timers whose failing actions are logged to the logger of this package, at most one a second.
    ///
    /// @param scheduler gives time, waiting and the thread
    /// @param threadName name of the thread
    public Timers(Scheduler scheduler, String threadName) {
        this(scheduler, threadName, new FailureLog(scheduler.clock()));
    }

    /// Timers that report failing actions.
    ///
    /// @param scheduler gives time, waiting and the thread
    /// @param threadName name of the thread
    /// @param onFailure called on the timers' thread with what an action threw; must be short; what it throws
    ///     is counted
    public Timers(Scheduler scheduler, String threadName, Consumer<? super Throwable> onFailure) {
        this.scheduler = requireNonNull(scheduler, "scheduler");
        this.threadName = requireNonNull(threadName, "threadName");
        this.onFailure = requireNonNull(onFailure, "onFailure");
    }

    /// Arms an action that runs once.
    ///
    /// @param delay time from now; zero and less mean as soon as possible, still on the timers' thread
    /// @param action short, not blocking
    /// @return the pending action; after [#close] one that never runs and is counted as dropped
    public Timer after(Duration delay, Runnable action) {
        return arm(TimeLogic.nanos(delay), 0, action);
    }

    /// Arms an action that runs again and again, `period` after each time it was due. When the thread is late
    /// by whole periods those are skipped and counted, not caught up with.
    ///
    /// @param period time between two runs, `> 0`; the first run is one period from now
    /// @param action short, not blocking
    /// @return the pending action; after [#close] one that never runs and is counted as dropped
    public Timer every(Duration period, Runnable action) {
        long nanos = TimeLogic.nanos(period);
        if (nanos <= 0) {
            throw new IllegalArgumentException("period must be > 0, was " + period);
        }
        return arm(nanos, nanos, action);
    }

    private Timer arm(long delayNanos, long periodNanos, Runnable action) {
        var task = new Task(requireNonNull(action, "action"), periodNanos);
        boolean startThread;
        boolean tooLate;
        // outside of the lock: in a seeded run another thread may go on wherever the clock is read
        long now = scheduler.clock().nanos();
        synchronized (lock) {
            if (closed) {
                dropped++;
                task.action = null;
                return task;
            }
            task.deadlineNanos = delayNanos > Scheduler.NO_DEADLINE - now ? Scheduler.NO_DEADLINE : now + delayNanos;
            task.sequence = armed++;
            heap.add(task);
            tooLate = task.deadlineNanos < looksAtNanos;
            if (tooLate) {
                looksAtNanos = task.deadlineNanos;
            }
            startThread = !started;
            started = true;
        }
        if (startThread) {
            startThread(task);
        } else if (tooLate) {
            wakeThread();
        }
        return task;
    }

    /// Without memory for a thread the arming fails as a whole, and the next one tries again.
    private void startThread(Task task) {
        try {
            scheduler.start(threadName, ThreadKind.PLATFORM, this::run);
        } catch (Throwable thrown) {
            synchronized (lock) {
                started = false;
                heap.remove(task);
            }
            throw thrown;
        }
    }

    private void wakeThread() {
        Thread running = thread;
        if (running != null) {
            scheduler.wake(running);
        }
    }

    private void run() {
        thread = Thread.currentThread();
        while (true) {
            Task due = null;
            Runnable action = null;
            long deadline = Scheduler.NO_DEADLINE;
            long now = scheduler.clock().nanos();
            synchronized (lock) {
                if (closed) {
                    return;
                }
                looksAtNanos = LOOKS_SOON;
                TimerHeap.Entry first = heap.first();
                if (first instanceof Task task) {
                    deadline = task.deadlineNanos;
                    if (deadline <= now && deadline != Scheduler.NO_DEADLINE) {
                        due = task;
                        action = task.action;
                        takeDue(task, now);
                    }
                }
                if (due == null) {
                    looksAtNanos = deadline;
                }
            }
            if (due == null) {
                scheduler.park(this, deadline);
                // nobody has a reason to interrupt this thread; a flag left set would make it spin
                boolean _ = Thread.interrupted();
            } else if (action != null) {
                runAction(action);
            }
        }
    }

    /// Takes the due task out of the heap; a periodic one goes in again for its next time.
    private void takeDue(Task task, long nowNanos) {
        heap.remove(task);
        if (task.periodNanos == 0) {
            task.action = null;
            return;
        }
        long missed = TimeLogic.missedPeriods(task.deadlineNanos, task.periodNanos, nowNanos);
        skipped += missed;
        long next = task.deadlineNanos + (missed + 1) * task.periodNanos;
        task.deadlineNanos = next < 0 ? Scheduler.NO_DEADLINE : next;
        task.sequence = armed++;
        heap.add(task);
    }

    private void runAction(Runnable action) {
        try {
            action.run();
        } catch (Throwable thrown) {
            countFailure();
            report(thrown);
        }
    }

    private void report(Throwable thrown) {
        try {
            onFailure.accept(thrown);
        } catch (Throwable _) {
            countFailure();
        }
    }

    private void countFailure() {
        synchronized (lock) {
            failures++;
        }
    }

    /// Ends the thread and drops what is pending, counted in [#dropped]. An action that runs meanwhile runs to
    /// its end; does not wait for it. May be called from an action, and twice.
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            dropped += heap.clear();
        }
        wakeThread();
    }

    /// Actions that are armed.
    ///
    /// @return how many, `>= 0`
    public int pending() {
        synchronized (lock) {
            return heap.size();
        }
    }

    /// Exceptions thrown by actions and by the failure consumer.
    ///
    /// @return how many since the start
    public long failures() {
        synchronized (lock) {
            return failures;
        }
    }

    /// Actions that will never run because of [#close].
    ///
    /// @return how many
    public long dropped() {
        synchronized (lock) {
            return dropped;
        }
    }

    /// Runs of periodic actions left out because the thread was late by whole periods.
    ///
    /// @return how many since the start
    public long skipped() {
        synchronized (lock) {
            return skipped;
        }
    }

    private final class Task extends TimerHeap.Entry implements Timer {
        final long periodNanos;
        /// Null once it will not run again: a kept timer keeps nothing else alive.
        @Nullable
        Runnable action;

        Task(Runnable action, long periodNanos) {
            this.action = action;
            this.periodNanos = periodNanos;
        }

        @Override
        public boolean cancel() {
            synchronized (lock) {
                action = null;
                return heap.remove(this);
            }
        }
    }
}
