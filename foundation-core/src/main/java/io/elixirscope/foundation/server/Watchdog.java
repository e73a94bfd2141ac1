package io.elixirscope.foundation.server;

import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Looks for servers whose code has been running, not parked, for more than a second: such a handler keeps everybody
/// else waiting, and on a virtual thread it keeps the processor from all other servers. One platform thread a
/// runtime, while a server is in service. Thread-safe.
final class Watchdog {
    /*
     * A handler does not tell when it begins: that would cost each message a reading of the clock. It counts (Activity),
     * and the watchdog compares: the same count and the same thread at two looks are one turn, which has been running
     * for at least the time between them. A turn seen for the second time has its stack sampled, at each look. It is
     * stuck once the samples of more than a second all showed it running. A thread that waits, or waits for a
     * processor, begins anew.
     *
     * When nothing happens the watchdog sleeps without a deadline, and the next handler wakes it. The handler begins
     * (a compare-and-set), then looks at `asleep`; the watchdog sets `asleep`, then looks for handlers: one of the two
     * sees the other. While handlers wait and none begins it looks more and more seldom (WatchdogLogic): one of them may
     * come back and spin.
     */
    private static final Duration TOO_LONG = Duration.ofSeconds(1);
    private static final int QUIET_LOOKS = 10;

    private final ServerRuntime runtime;
    private final Scheduler scheduler;
    private final AtomicBoolean asleep = new AtomicBoolean();
    private volatile @Nullable Thread thread;
    /// Servers in service, guarded by this.
    private int open;
    /// Guarded by this.
    private boolean started;
    /// What the last look showed; never changed once it is here.
    private volatile Map<ServerCell<?, ?>, Look> looks = Map.of();

    private long turnsSeen;

    /// One turn at one look.
    ///
    /// @param turns which turn
    /// @param runner on whose thread
    /// @param running whether it ran
    /// @param sinceNanos when it was first seen running without a wait since
    /// @param firstNanos when it was first seen
    private record Look(long turns, Thread runner, boolean running, long sinceNanos, long firstNanos) {
        boolean shows(long turn, Thread on) {
            return turns == turn && runner.equals(on);
        }
    }

    /// A turn that has been running for too long.
    record Find(long turns, Thread runner, String message, long sinceNanos) {}

    Watchdog(ServerRuntime runtime) {
        this.runtime = runtime;
        this.scheduler = runtime.scheduler();
    }

    /// A server enters service. Throws, and does not count it, if there is no thread to be had.
    synchronized void opened() {
        if (!started && scheduler.runsSideBySide()) {
            scheduler.start("watchdog", ThreadKind.PLATFORM, this::run);
            started = true;
        }
        open++;
    }

    /// A server leaves service; with the last one the thread ends.
    void closed() {
        boolean last;
        synchronized (this) {
            open--;
            last = open == 0;
        }
        Thread own = thread;
        if (last && own != null) {
            asleep.set(false);
            scheduler.wake(own);
        }
    }

    void handlerBegins() {
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            Thread own = thread;
            if (own != null) {
                scheduler.wake(own);
            }
        }
    }

    private void run() {
        thread = Thread.currentThread();
        int quiet = 0;
        while (!over()) {
            quiet = look() ? 0 : quiet + 1;
            if (quiet >= QUIET_LOOKS && looks.isEmpty()) {
                doze(Scheduler.NO_DEADLINE);
                quiet = 0;
            } else if (quiet >= QUIET_LOOKS) {
                doze(scheduler.deadlineAfter(WatchdogLogic.untilNextLook(quiet - QUIET_LOOKS)));
            } else {
                scheduler.park(this, scheduler.deadlineAfter(WatchdogLogic.untilNextLook(0)));
            }
            // nobody has a reason to interrupt this thread
            boolean _ = Thread.interrupted();
        }
    }

    private synchronized boolean over() {
        started = open > 0;
        return !started;
    }

    private void doze(long deadlineNanos) {
        asleep.set(true);
        boolean wanted = look() || idle();
        while (!wanted && asleep.get() && scheduler.clock().nanos() < deadlineNanos) {
            scheduler.park(this, deadlineNanos);
            boolean _ = Thread.interrupted();
        }
        asleep.set(false);
    }

    private synchronized boolean idle() {
        return open == 0;
    }

    /// One look at all servers; whether anything happened since the last one, or is happening.
    private boolean look() {
        long now = scheduler.clock().nanos();
        long turns = 0;
        boolean begun = false;
        Map<ServerCell<?, ?>, Look> next = new HashMap<>();
        for (ServerCell<?, ?> cell : runtime.servers().cells()) {
            Thread runner = cell.activity().runner();
            turns += cell.activity().turns();
            begun |= runner == null && cell.activity().begins();
            if (runner != null) {
                next.put(cell, look(cell, runner, now));
            }
        }
        boolean active = begun || turns != turnsSeen || next.values().stream().anyMatch(Look::running);
        looks = next;
        turnsSeen = turns;
        return active;
    }

    /// How long a turn has been seen; 0 for one that no look has shown.
    long seenForNanos(ServerCell<?, ?> cell, long turns, Thread runner) {
        Look seen = looks.get(cell);
        return seen != null && seen.shows(turns, runner) ? scheduler.clock().nanos() - seen.firstNanos() : 0;
    }

    private Look look(ServerCell<?, ?> cell, Thread runner, long now) {
        Activity activity = cell.activity();
        long turns = activity.turns();
        Look before = looks.get(cell);
        if (before == null || !before.shows(turns, runner)) {
            activity.found(null);
            return new Look(turns, runner, runner.getState() == Thread.State.RUNNABLE, now, now);
        }
        String message = activity.inHand();
        StackTraceElement[] stack = runner.getStackTrace();
        boolean running = WatchdogLogic.runs(runner.getState(), stack);
        if (!running) {
            activity.found(null);
        }
        if (!running || !before.running()) {
            return new Look(turns, runner, running, now, before.firstNanos());
        }
        long nanos = now - before.sinceNanos();
        // looked at last: the turn may have ended while its thread was looked at
        if (nanos > TOO_LONG.toNanos() && activity.find() == null && runner.equals(activity.runner())) {
            found(cell, new Find(turns, runner, message, before.sinceNanos()), nanos, stack);
        }
        return before;
    }

    private void found(ServerCell<?, ?> cell, Find find, long nanos, StackTraceElement[] stack) {
        cell.activity().found(find);
        var event = cell.telemetry().stuck;
        if (event.enabled()) {
            String text = WatchdogLogic.text(stack);
            // listeners are other people's code: not on this thread, and not where no processor may be left
            scheduler.start(
                    "telemetry " + event.name(),
                    ThreadKind.PLATFORM,
                    () -> event.emit(
                            nanos, cell.name(), find.message(), find.runner().getName(), text));
        }
    }
}
