package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one platform thread on which all supervisors of a tree decide, one event after the other. No user code runs
/// here and nothing here waits, so a server that spins or hangs cannot hold it. Thread-safe.
final class DecisionThread {
    /// Some 10 to 40 µs. What was decided often comes back as the next event at once, a child that
    /// is ready, the stop after the start; to get a sleeping thread up may cost more than all of
    /// that.
    private static final int PAUSES_BEFORE_SLEEP = 1_000;

    private static final boolean MANY_PROCESSORS = Runtime.getRuntime().availableProcessors() > 1;

    private final Scheduler scheduler;
    private final Consumer<Throwable> onFailure;
    private final ConcurrentLinkedQueue<Runnable> events = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread thread;
    private volatile boolean closed;
    private volatile boolean over;

    DecisionThread(String name, Scheduler scheduler, Consumer<Throwable> onFailure) {
        this.scheduler = scheduler;
        this.onFailure = onFailure;
        scheduler.start("supervisor " + name, ThreadKind.PLATFORM, this::run);
    }

    /// Hands an event over; events run in the order in which they came.
    void post(Runnable event) {
        events.add(event);
        Thread own = thread;
        if (own != null) {
            scheduler.wake(own);
        }
    }

    /// As [#post(Runnable)], unless the thread has ended or ends before the event.
    ///
    /// @return false if `event` will not run
    boolean offer(Runnable event) {
        post(event);
        return !over || !events.remove(event);
    }

    /// Ends the thread after the events that are there.
    void close() {
        post(() -> closed = true);
    }

    private void run() {
        thread = Thread.currentThread();
        boolean awake = false;
        while (true) {
            Runnable event = events.poll();
            if (event == null && closed) {
                // who offers looks at this afterwards
                over = true;
                event = events.poll();
                if (event == null) {
                    return;
                }
            }
            if (event == null && awake) {
                awake = false;
                pauseForNext();
                continue;
            }
            if (event == null) {
                scheduler.park(this, Scheduler.NO_DEADLINE);
                // nobody has a reason to interrupt this thread
                boolean _ = Thread.interrupted();
                continue;
            }
            awake = MANY_PROCESSORS && scheduler.runsSideBySide();
            try {
                event.run();
            } catch (Throwable thrown) {
                onFailure.accept(thrown);
            }
        }
    }

    private void pauseForNext() {
        for (int i = 0; i < PAUSES_BEFORE_SLEEP && events.isEmpty(); i++) {
            Thread.onSpinWait();
        }
    }
}
