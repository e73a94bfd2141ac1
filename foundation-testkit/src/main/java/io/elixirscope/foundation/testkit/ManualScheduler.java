package io.elixirscope.foundation.testkit;

import io.elixirscope.foundation.time.Clock;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Parks threads against a manual clock, and knows which of them are quiet.
///
/// The lock is a monitor on purpose: entering one never consumes a thread's park permit.
final class ManualScheduler implements Scheduler {
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Scheduler real = Scheduler.system();
    private final Clock clock;
    private final Object lock = new Object();
    private final Map<Thread, Waiter> waiters = new HashMap<>();
    private final Set<Thread> started = new HashSet<>();
    private int starting;
    /// Grows with each park, return, wake, start and end.
    private long changes;
    private volatile long now;

    ManualScheduler(Clock clock, long firstNanos) {
        this.clock = clock;
        this.now = firstNanos;
    }

    long now() {
        return now;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public long random() {
        return real.random();
    }

    @Override
    public void park(Object blocker, long deadlineNanos) {
        Thread me = Thread.currentThread();
        synchronized (lock) {
            if (deadlineNanos <= now) {
                return;
            }
            waiters.put(me, new Waiter(me, deadlineNanos));
            changed();
        }
        try {
            LockSupport.park(blocker);
        } finally {
            synchronized (lock) {
                waiters.remove(me);
                changed();
            }
        }
    }

    @Override
    public void wake(Thread thread) {
        synchronized (lock) {
            Waiter waiter = waiters.get(thread);
            if (waiter != null) {
                waiter.woken = true;
            }
            changed();
        }
        LockSupport.unpark(thread);
    }

    @Override
    public Thread start(String name, ThreadKind kind, Runnable body) {
        synchronized (lock) {
            starting++;
            changed();
        }
        try {
            return real.start(name, kind, () -> run(body));
        } catch (Throwable thrown) {
            synchronized (lock) {
                starting--;
                changed();
            }
            throw thrown;
        }
    }

    private void run(Runnable body) {
        Thread me = Thread.currentThread();
        synchronized (lock) {
            starting--;
            started.add(me);
            changed();
        }
        try {
            body.run();
        } finally {
            synchronized (lock) {
                started.remove(me);
                changed();
            }
        }
    }

    /// Moves to the earliest deadline up to `target` and wakes who is due. Without one moves to `target` and
    /// returns false.
    boolean wakeNext(long target) {
        synchronized (lock) {
            long earliest = NO_DEADLINE;
            for (Waiter waiter : waiters.values()) {
                if (!waiter.woken) {
                    earliest = Math.min(earliest, waiter.deadlineNanos);
                }
            }
            if (earliest > target) {
                now = target;
                return false;
            }
            now = Math.max(now, earliest);
            wakeDue();
            return true;
        }
    }

    void jump(long target) {
        synchronized (lock) {
            now = target;
            wakeDue();
        }
    }

    private void wakeDue() {
        for (Waiter waiter : waiters.values()) {
            if (waiter.deadlineNanos <= now) {
                waiter.woken = true;
                LockSupport.unpark(waiter.thread);
            }
        }
        changed();
    }

    /// Waits until everybody is quiet.
    void settle() {
        await(this::quiet, "threads did not become quiet");
    }

    void awaitParked(Thread thread) {
        await(() -> parked(thread), "thread " + thread.getName() + " did not park");
    }

    private boolean parked(Thread thread) {
        synchronized (lock) {
            Waiter waiter = waiters.get(thread);
            return waiter != null ? waiter.quiet() : thread.getState() == Thread.State.TERMINATED;
        }
    }

    private boolean quiet() {
        List<Thread> elsewhere = new ArrayList<>();
        long before;
        synchronized (lock) {
            if (!quietHere(elsewhere)) {
                return false;
            }
            before = changes;
        }
        if (elsewhere.isEmpty()) {
            return true;
        }
        if (!allWaiting(elsewhere)) {
            return false;
        }
        pause();
        synchronized (lock) {
            return changes == before && allWaiting(elsewhere);
        }
    }

    /// Whether nobody known here is on the move; adds to `elsewhere` the threads that are not parked here.
    private boolean quietHere(List<Thread> elsewhere) {
        if (starting > 0) {
            return false;
        }
        for (Waiter waiter : waiters.values()) {
            if (!waiter.quiet()) {
                return false;
            }
        }
        for (Thread thread : started) {
            if (!waiters.containsKey(thread) && !thread.equals(Thread.currentThread())) {
                elsewhere.add(thread);
            }
        }
        return true;
    }

    private static boolean allWaiting(List<Thread> threads) {
        for (Thread thread : threads) {
            switch (thread.getState()) {
                case WAITING, TIMED_WAITING, TERMINATED -> {}
                case NEW, RUNNABLE, BLOCKED -> {
                    return false;
                }
            }
        }
        return true;
    }

    private void await(BooleanSupplier condition, String otherwise) {
        long deadline = real.clock().nanos() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (real.clock().nanos() > deadline) {
                throw new IllegalStateException(otherwise + " within 30 s:\n" + restless());
            }
            pause();
        }
    }

    /// Waits a millisecond, or less if something changes. Leaves park permits alone.
    @SuppressWarnings("WaitNotInLoop") // the callers' loops look at the condition
    private void pause() {
        synchronized (lock) {
            try {
                lock.wait(1);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for threads to become quiet", interrupted);
            }
        }
    }

    private String restless() {
        var text = new StringBuilder();
        List<Thread> elsewhere = new ArrayList<>();
        synchronized (lock) {
            boolean here = quietHere(elsewhere);
            text.append(here ? "" : "some woken thread has not returned from park\n");
        }
        for (Thread thread : elsewhere) {
            text.append(thread.getName()).append(' ').append(thread.getState()).append('\n');
            for (StackTraceElement frame : thread.getStackTrace()) {
                text.append("    at ").append(frame).append('\n');
            }
        }
        return text.toString();
    }

    private void changed() {
        changes++;
        lock.notifyAll();
    }

    /// A thread parked here. Guarded by the lock.
    private static final class Waiter {
        final Thread thread;
        final long deadlineNanos;
        boolean woken;

        Waiter(Thread thread, long deadlineNanos) {
            this.thread = thread;
            this.deadlineNanos = deadlineNanos;
        }

        boolean quiet() {
            return !woken && !thread.isInterrupted();
        }
    }
}
