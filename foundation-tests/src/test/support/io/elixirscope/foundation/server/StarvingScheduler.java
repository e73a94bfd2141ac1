package io.elixirscope.foundation.server;

import io.elixirscope.foundation.time.Clock;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// The system's scheduler, but for threads that once parked find no processor to go on, as happens to virtual threads
/// when others never give theirs up.
public final class StarvingScheduler implements Scheduler {
    private final Scheduler system = Scheduler.system();
    private final Set<String> starving = ConcurrentHashMap.newKeySet();
    private final CountDownLatch processors = new CountDownLatch(1);
    private volatile Thread starved;

    /// The next thread of that name that is started never gets up from its first park until [#feed()].
    public void starve(String name) {
        starving.add(name);
    }

    /// Gives starved threads their processors and waits for their ends.
    public void feed() throws InterruptedException {
        processors.countDown();
        Thread last = starved;
        if (last != null) {
            last.join();
        }
    }

    /// Waits until a thread starves.
    public void awaitStarved() {
        while (starved == null) {
            Thread.onSpinWait();
        }
    }

    @Override
    public Clock clock() {
        return system.clock();
    }

    @Override
    public void park(Object blocker, long deadlineNanos) {
        if (starving.remove(Thread.currentThread().getName())) {
            starved = Thread.currentThread();
            awaitProcessor();
            return;
        }
        system.park(blocker, deadlineNanos);
    }

    private void awaitProcessor() {
        boolean interrupted = false;
        while (processors.getCount() > 0) {
            try {
                processors.await();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void wake(Thread thread) {
        system.wake(thread);
    }

    @Override
    public Thread start(String name, ThreadKind kind, Runnable body) {
        return system.start(name, kind, body);
    }

    @Override
    public long random() {
        return system.random();
    }
}
