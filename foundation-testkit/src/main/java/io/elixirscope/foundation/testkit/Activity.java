package io.elixirscope.foundation.testkit;

import io.elixirscope.foundation.time.Scheduler;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One thread of a seeded run. Guarded by the scheduler's lock, but for the turn.
final class Activity {
    private static final int FRAMES = 12;

    final String name;
    final int number;

    @Nullable
    Thread thread;

    boolean permit;
    /// What it waits for; null while it may run.
    private @Nullable Object blocker;
    long deadlineNanos = Scheduler.NO_DEADLINE;
    int unwinds;
    private volatile boolean turn;
    /// An interrupt that came while it waited for its turn, kept from the flag so that waiting
    /// does not spin.
    private volatile boolean interrupted;

    Activity(String name, int number) {
        this.name = name;
        this.number = number;
    }

    void waitsFor(Object what, long untilNanos) {
        blocker = what;
        deadlineNanos = untilNanos;
    }

    /// It has its turn: whatever ended its wait is used up.
    void runs() {
        if (blocker != null) {
            permit = false;
            blocker = null;
            deadlineNanos = Scheduler.NO_DEADLINE;
        }
    }

    boolean ready(long nowNanos) {
        return blocker == null || permit || deadlineNanos <= nowNanos || isInterrupted();
    }

    /// The flag first: it is cleared only after `interrupted` was set.
    private boolean isInterrupted() {
        Thread own = thread;
        return (own != null && own.isInterrupted()) || interrupted;
    }

    /// Gives it the turn.
    void go() {
        turn = true;
        Thread own = thread;
        if (own != null) {
            LockSupport.unpark(own);
        }
    }

    /// On its own thread: waits for the turn and takes it.
    void awaitTurn() {
        while (!turn) {
            LockSupport.park(this);
            if (Thread.currentThread().isInterrupted()) {
                interrupted = true;
                boolean _ = Thread.interrupted();
            }
        }
        turn = false;
        if (interrupted) {
            interrupted = false;
            Thread.currentThread().interrupt();
        }
    }

    /// The object's text, or the name of its class where it has none of its own.
    private static String text(Object what) {
        String own = String.valueOf(what);
        return own.startsWith(what.getClass().getName() + "@") ? what.getClass().getSimpleName() : own;
    }

    /// Who it is, what it waits for and where.
    String describe(long nowNanos) {
        var text = new StringBuilder().append('"').append(name).append('"');
        Object what = blocker;
        if (what == null) {
            text.append(" could run\n");
        } else {
            text.append(" waits for ").append(text(what));
            text.append(
                    deadlineNanos == Scheduler.NO_DEADLINE ? "" : ", for " + (deadlineNanos - nowNanos) + " ns more");
            text.append('\n');
        }
        Thread own = thread;
        if (own != null) {
            Stacks.append(text, own.getStackTrace(), FRAMES);
        }
        return text.toString();
    }
}
