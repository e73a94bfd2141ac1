package io.elixirscope.foundation.testkit;

import io.elixirscope.foundation.time.Clock;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The scheduler of a seeded run: real threads, of which only the holder of the one baton runs.
///
/// ```text
///            the seed picks                 park, wake, start, nanos
///   READY ------------------> RUNNING ------------------------------> READY
///     ^                          |  park without permit
///     |  permit, deadline,       v
///     +--- interrupt -------- WAITING            all WAITING: time jumps to the earliest deadline
///                                                no deadline: a deadlock, the run is over
/// ```
///
/// The holder passes the baton on inside its own call, so all decisions are made by one thread
/// at a time, in an order that only the seed determines. Wall time and `random()` are no points
/// of exchange: the library reads them inside its locks, and a thread that loses the baton
/// inside a lock would let others block outside of this scheduler.
///
/// After [#end] every call that would wait throws [RunOver], so that threads that are left
/// unwind.
final class BatonScheduler implements Scheduler {
    private static final Instant WALL_ZERO =
            Instant.parse("2026-01-01T00:00:00Z").minusNanos(ManualClock.FIRST_NANOS);
    /// How much later each reading of the clock is: who waits by looking at the clock ends too.
    private static final long READING_NANOS = 1_000;
    /// In one of so many points the baton changes hands without need; the seed chooses one of
    /// these.
    private static final int[] RARITIES = {1, 2, 4, 16};
    /// A thread that catches whatever it is thrown is parked for good after as many attempts.
    private static final int UNWIND_ATTEMPTS = 1_000;
    /// A run with a periodic timer never stands still; after as many points it has no end.
    private static final int MOST_STEPS = 1_000_000;
    /// How often the time jumps while the run waits for its threads to end.
    private static final int CLOSING_JUMPS = 1_000;

    private final Scheduler real = Scheduler.system();
    private final Clock clock = new BatonClock();
    private final Object lock = new Object();
    private final SplittableRandom choices;
    private final SplittableRandom draws;
    private final int rarity;
    private final Map<Thread, Activity> alive = new HashMap<>();
    /// Those alive, in order of their start.
    private final List<Activity> order = new ArrayList<>();
    private final Trace.Recording trace = new Trace.Recording();
    private int startedEver;
    private @Nullable Activity holder;
    /// Who waits for the ends of all others.
    private @Nullable Activity closing;
    private int closingJumps;
    private volatile long now = ManualClock.FIRST_NANOS;
    private volatile boolean over;
    private @Nullable Throwable failure;

    BatonScheduler(long seed) {
        var root = new SplittableRandom(seed);
        choices = root.split();
        draws = root.split();
        rarity = RARITIES[root.nextInt(RARITIES.length)];
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void park(Object blocker, long deadlineNanos) {
        Activity me = me("wait");
        boolean free;
        synchronized (lock) {
            free = me.permit || deadlineNanos <= now;
            me.permit = false;
            if (!free) {
                me.waitsFor(blocker, deadlineNanos);
            }
        }
        if (free) {
            point(me, Trace.Point.PARK);
        } else {
            passOn(me, Trace.Point.PARK);
        }
    }

    @Override
    public void wake(Thread thread) {
        if (over) {
            return;
        }
        Activity me = me("wake a thread");
        synchronized (lock) {
            Activity other = alive.get(thread);
            if (other != null) {
                other.permit = true;
            }
        }
        point(me, Trace.Point.WAKE);
    }

    @Override
    public Thread start(String name, ThreadKind kind, Runnable body) {
        Activity me = me("start a thread");
        if (over) {
            throw unwinding(me);
        }
        Thread thread = launch(name, body);
        point(me, Trace.Point.START);
        return thread;
    }

    @Override
    public boolean runsSideBySide() {
        return false;
    }

    @Override
    public long random() {
        synchronized (lock) {
            return draws.nextLong();
        }
    }

    /// Starts the first thread and gives it the baton. From outside.
    void begin(String name, Runnable body) {
        Activity first;
        synchronized (lock) {
            launch(name, body);
            first = order.getFirst();
            holder = first;
        }
        first.go();
    }

    /// A point of exchange of the test's own code.
    void pause() {
        point(me("pause"), Trace.Point.PAUSE);
    }

    /// Waits until all other threads have ended, or none of them can go on.
    ///
    /// @return what is left, empty if all ended
    String awaitOthers() {
        Activity me = me("wait");
        synchronized (lock) {
            closing = me;
            me.waitsFor("the end of all others", NO_DEADLINE);
        }
        passOn(me, Trace.Point.PARK);
        synchronized (lock) {
            closing = null;
            return order.size() == 1 ? "" : waits(me);
        }
    }

    /// The run is over: everybody unwinds.
    ///
    /// @param why the failure, null if there is none; the first one counts
    void end(@Nullable Throwable why) {
        synchronized (lock) {
            failure = failure == null ? why : failure;
            over = true;
            order.forEach(Activity::go);
            lock.notifyAll();
        }
    }

    /// How many points were passed so far: who looks twice sees whether there is progress.
    long steps() {
        synchronized (lock) {
            return trace.size();
        }
    }

    /// The thread that has the baton now, null before and after the run.
    @Nullable
    Thread holder() {
        synchronized (lock) {
            return holder == null ? null : holder.thread;
        }
    }

    /// Waits, in real time, for the end of the run.
    ///
    /// @return whether it is over
    @SuppressWarnings("WaitNotInLoop") // the caller's loop looks again
    boolean awaitOver(long millis) throws InterruptedException {
        synchronized (lock) {
            if (!over) {
                lock.wait(millis);
            }
            return over;
        }
    }

    /// The threads that have not ended.
    List<Thread> threads() {
        synchronized (lock) {
            return order.stream().map(activity -> activity.thread).toList();
        }
    }

    @Nullable
    Throwable failure() {
        synchronized (lock) {
            return failure;
        }
    }

    Trace trace(long seed) {
        synchronized (lock) {
            return trace.toTrace(seed);
        }
    }

    private Thread launch(String name, Runnable body) {
        synchronized (lock) {
            int number = startedEver++;
            var activity = new Activity(name, number);
            trace.named(number, name);
            Thread thread = real.start(name, ThreadKind.VIRTUAL, () -> live(activity, body));
            activity.thread = thread;
            alive.put(thread, activity);
            order.add(activity);
            return thread;
        }
    }

    private void live(Activity me, Runnable body) {
        try {
            me.awaitTurn();
            if (!over) {
                body.run();
            }
        } catch (RunOver _) {
            // unwound
        } catch (Throwable thrown) {
            end(new AssertionError("thread \"" + me.name + "\" died: " + thrown, thrown));
        } finally {
            leave(me);
        }
    }

    private void leave(Activity me) {
        Activity next = null;
        synchronized (lock) {
            alive.remove(me.thread);
            order.remove(me);
            if (!over) {
                next = pick(me, Trace.Point.END);
            }
        }
        if (next != null) {
            next.go();
        }
    }

    /// The baton may change hands here.
    private void point(Activity me, Trace.Point point) {
        if (over) {
            throw unwinding(me);
        }
        boolean stays;
        synchronized (lock) {
            stays = choices.nextInt(rarity) != 0;
            if (stays) {
                trace.add(point, me.number, me.number);
            }
        }
        if (!stays) {
            passOn(me, point);
        }
    }

    /// Gives the baton to whom the seed picks, and waits for it.
    private void passOn(Activity me, Trace.Point point) {
        if (over) {
            throw unwinding(me);
        }
        Activity next;
        synchronized (lock) {
            next = pick(me, point);
        }
        if (next != me) {
            if (next != null) {
                next.go();
            }
            me.awaitTurn();
        }
        if (over) {
            throw unwinding(me);
        }
        synchronized (lock) {
            me.runs();
        }
    }

    /// The next holder. Null ends the run: everybody waits for something that nobody brings.
    private @Nullable Activity pick(Activity me, Trace.Point point) {
        List<Activity> runnable = runnable();
        if (runnable.isEmpty() && jump()) {
            runnable = runnable();
        }
        String reason = null;
        if (runnable.isEmpty() && closing == null) {
            reason = "deadlock: nobody can go on, and nobody waits for a time\n";
        } else if (trace.size() > MOST_STEPS) {
            reason = "no end after " + MOST_STEPS + " points: only timers go on, or a loop does not end\n";
        }
        if (reason != null) {
            end(new AssertionError(reason + waits(null)));
            return null;
        }
        Activity next = runnable.isEmpty() ? closing : runnable.get(choices.nextInt(runnable.size()));
        holder = next;
        if (next != null) {
            trace.add(point, me.number, next.number);
        }
        return next;
    }

    /// Moves the time to the earliest deadline; false if there is none. Once the run only waits
    /// for its threads to end, not without limit: a periodic one would never let it.
    private boolean jump() {
        long earliest = NO_DEADLINE;
        for (Activity activity : order) {
            earliest = Math.min(earliest, activity.deadlineNanos);
        }
        if (earliest == NO_DEADLINE || (closing != null && closingJumps++ >= CLOSING_JUMPS)) {
            return false;
        }
        now = Math.max(now, earliest);
        return true;
    }

    private List<Activity> runnable() {
        List<Activity> runnable = new ArrayList<>();
        for (Activity activity : order) {
            if (activity != closing && activity.ready(now)) {
                runnable.add(activity);
            }
        }
        return runnable;
    }

    /// What each thread waits for, but for one.
    private String waits(@Nullable Activity but) {
        var text = new StringBuilder();
        for (Activity activity : order) {
            if (activity != but) {
                text.append(activity.describe(now));
            }
        }
        return text.toString();
    }

    private Activity me(String what) {
        Activity me;
        synchronized (lock) {
            me = alive.get(Thread.currentThread());
        }
        if (me != null) {
            return me;
        }
        if (over) {
            throw new RunOver();
        }
        throw new IllegalStateException("thread \"" + Thread.currentThread().getName()
                + "\" is not part of the seeded run and must not " + what
                + " there: start it with DeterministicRun.fork or the run's scheduler");
    }

    private RunOver unwinding(Activity me) {
        if (me.unwinds++ > UNWIND_ATTEMPTS) {
            while (true) {
                LockSupport.park(this);
            }
        }
        return new RunOver();
    }

    /// Unwinds a thread when its run is over. Not for catching.
    @SuppressWarnings("serial") // never serialised
    static final class RunOver extends Error {
        RunOver() {
            super("the seeded run is over", null, false, false);
        }
    }

    /// Virtual time.
    private final class BatonClock implements Clock {
        @Override
        public Instant wallTime() {
            return WALL_ZERO.plusNanos(now);
        }

        @Override
        public long nanos() {
            Activity me;
            synchronized (lock) {
                me = over ? null : alive.get(Thread.currentThread());
                if (me != null) {
                    now += READING_NANOS;
                }
            }
            if (me != null) {
                point(me, Trace.Point.NANOS);
            }
            return now;
        }
    }
}
