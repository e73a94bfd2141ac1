package io.elixirscope.foundation.time;

import java.time.Duration;

/// The seam for deterministic tests: every wait, wake, thread start, clock reading and random draw of the
/// library goes through one of these. Thread-safe.
///
/// **Waiting protocol.** `park` and `wake` are a permit, one a thread, as in
/// [LockSupport][java.util.concurrent.locks.LockSupport]: `wake` makes the permit available, `park` consumes it
/// or waits for it. So a waiter publishes that it waits, checks its condition, and only then parks, in a loop:
///
/// ```java
/// while (!done && scheduler.clock().nanos() < deadline) scheduler.park(this, deadline);
/// ```
///
/// and a waker makes the condition true, then wakes. Between the last check and `park` the waiter must not
/// block in any other way: another blocking call may consume the permit.
public interface Scheduler {

    /// The deadline that never passes.
    long NO_DEADLINE = Long.MAX_VALUE;

    /// The clock whose nanoseconds deadlines are given in.
    ///
    /// @return always the same clock
    Clock clock();

    /// Blocks the current thread until it is woken, the deadline passes, or it is interrupted.
    ///
    /// Returns at once, without waiting, when the permit is available (consumed), the deadline has passed, or
    /// the thread is interrupted; the interrupt flag is kept. May return for no reason. Never throws.
    ///
    /// @param blocker what is waited for, shown in thread dumps
    /// @param deadlineNanos end of the wait on [Clock#nanos()], or [#NO_DEADLINE]
    void park(Object blocker, long deadlineNanos);

    /// Makes the permit of `thread` available: its current or next [#park] returns. Several wakes before a park
    /// count as one. No effect on a thread that has not started or has ended. Does not block.
    ///
    /// @param thread the thread to wake
    void wake(Thread thread);

    /// Starts a daemon thread. It inherits no thread-locals and no scoped values; a throwable that leaves
    /// `body` goes to the thread's uncaught-exception handler.
    ///
    /// @param name the thread's name
    /// @param kind virtual or platform
    /// @param body what it runs
    /// @return the started thread
    Thread start(String name, ThreadKind kind, Runnable body);

    /// Draws from a fast, well distributed stream that differs in each process. Not for secrets.
    ///
    /// @return 64 random bits
    long random();

    /// Whether its threads run side by side, as the machine lets them. Not where one runs at a time, in an order that
    /// is drawn: who looks at other threads from outside does not look there, for what it sees would not repeat.
    ///
    /// @return always the same
    default boolean runsSideBySide() {
        return true;
    }

    /// The deadline that lies `delay` after now.
    ///
    /// @param delay time from now; zero and less give now
    /// @return nanoseconds of [Clock#nanos()], or [#NO_DEADLINE] when the sum is beyond the range
    default long deadlineAfter(Duration delay) {
        return TimeLogic.deadline(clock().nanos(), delay);
    }

    /// The deadline that lies `delay` after a moment.
    ///
    /// @param nowNanos what the clock said
    /// @param delay time from then; zero and less give `nowNanos`
    /// @return nanoseconds of [Clock#nanos()], or [#NO_DEADLINE] when the sum is beyond the range
    static long deadline(long nowNanos, Duration delay) {
        return TimeLogic.deadline(nowNanos, delay);
    }

    /// A scheduler on the system's clocks, threads and locks.
    ///
    /// @return a new instance, with random streams of its own
    static Scheduler system() {
        return new SystemScheduler();
    }
}
