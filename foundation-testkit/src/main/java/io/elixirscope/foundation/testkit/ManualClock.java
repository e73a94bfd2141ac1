package io.elixirscope.foundation.testkit;

import static java.util.Objects.requireNonNull;

import io.elixirscope.foundation.time.Clock;
import io.elixirscope.foundation.time.Scheduler;
import java.time.Duration;
import java.time.Instant;

/// A clock that moves by hand, and the scheduler that waits on it. Thread-safe.
///
/// [#scheduler()] parks threads against this clock; threads, wakes and random draws are real. [#advance] goes
/// from one deadline to the next, and at each waits until the threads it woke, and those they woke, are
/// **quiet** again: parked in this scheduler, waiting by other means, or ended. So a timer of one second fires
/// five times in an advance of five seconds, and what it did is done when `advance` returns.
///
/// It drives everything of the library that waits for a time: timers of servers, idle time-outs, the
/// limit of an `init`, deadlines of calls, `Shutdown` times, the window of restarts and the delays
/// between them.
///
/// ```java
/// var clock = new ManualClock();
/// try (var servers = new TestServers(clock.scheduler())) {
///     var till = servers.start(till());     // its init says sendAfter(new Close(), ofHours(8))
///     clock.advance(Duration.ofHours(8));   // Close was handled when this returns
/// }
/// ```
///
/// A test must not wait by itself for what only a later time brings: a call in the test's own thread
/// that is answered after a delayed restart waits for ever. Make it on a thread of the scheduler, then
/// advance.
///
/// Waited for are the threads that the scheduler started. Start a test's own waiting threads with it too; for
/// another thread say [#awaitParked] before advancing. A thread that waits by other means (a latch, a queue, a
/// sleep) counts as quiet when it is seen waiting at two looks a millisecond apart with nothing between. A
/// thread that does not become quiet within 30 s of real time makes the call throw, with its stack: use [#jump]
/// in the presence of one that computes for ever.
public final class ManualClock implements Clock {
    /// The first reading of [#nanos()] of each manual clock: one second.
    public static final long FIRST_NANOS = 1_000_000_000L;

    private final ManualScheduler scheduler = new ManualScheduler(this, FIRST_NANOS);
    private final Object advancing = new Object();
    /// The wall time at reading zero.
    private volatile Instant wallZero;

    /// A clock that starts at 2026-01-01T00:00:00Z.
    public ManualClock() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /// A clock that starts at a given time.
    ///
    /// @param start first wall time
    public ManualClock(Instant start) {
        this.wallZero = requireNonNull(start, "start").minusNanos(FIRST_NANOS);
    }

    @Override
    public Instant wallTime() {
        return wallZero.plusNanos(nanos());
    }

    @Override
    public long nanos() {
        return scheduler.now();
    }

    /// Sets the wall time, as an operator or a time service does to a machine; [#nanos()] does not move.
    ///
    /// @param time the wall time now; earlier than before is allowed
    public void setWallTime(Instant time) {
        wallZero = time.minusNanos(nanos());
    }

    /// Waits until all is quiet, then moves the time forward deadline by deadline, waiting for quiet at each.
    ///
    /// @param by how far, `>= 0`
    public void advance(Duration by) {
        long nanos = checked(by);
        synchronized (advancing) {
            scheduler.settle();
            long target = nanos() + nanos;
            while (scheduler.wakeNext(target)) {
                scheduler.settle();
            }
        }
    }

    /// Moves the time forward in one step, wakes whoever is due, and waits for nobody.
    ///
    /// @param by how far, `>= 0`
    public void jump(Duration by) {
        long nanos = checked(by);
        synchronized (advancing) {
            scheduler.jump(nanos() + nanos);
        }
    }

    /// Waits, without moving the time, until every thread that the scheduler started is quiet.
    public void settle() {
        scheduler.settle();
    }

    /// Waits until a thread is parked in the scheduler, or has ended.
    ///
    /// @param thread any thread
    public void awaitParked(Thread thread) {
        scheduler.awaitParked(thread);
    }

    /// The scheduler that waits on this clock.
    ///
    /// @return always the same one
    public Scheduler scheduler() {
        return scheduler;
    }

    private static long checked(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("a manual clock must move by >= 0, was " + by);
        }
        return by.toNanos();
    }
}
