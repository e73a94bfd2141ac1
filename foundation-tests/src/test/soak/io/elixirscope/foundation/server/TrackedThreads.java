package io.elixirscope.foundation.server;

import io.elixirscope.foundation.time.Clock;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The system's scheduler, which knows the threads that it started. Thread-safe.
final class TrackedThreads implements Scheduler {
    private final Scheduler system = Scheduler.system();
    private final Queue<Thread> started = new ConcurrentLinkedQueue<>();

    /// The threads that are alive still after that time, newest last.
    List<Thread> leftAfter(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Thread each : started) {
            long left = end - System.nanoTime();
            if (left <= 0 || !each.join(Duration.ofNanos(left))) {
                break;
            }
        }
        return started.stream().filter(Thread::isAlive).toList();
    }

    @Override
    public Clock clock() {
        return system.clock();
    }

    @Override
    public void park(Object blocker, long deadlineNanos) {
        system.park(blocker, deadlineNanos);
    }

    @Override
    public void wake(Thread thread) {
        system.wake(thread);
    }

    @Override
    public Thread start(String name, ThreadKind kind, Runnable body) {
        Thread thread = system.start(name, kind, body);
        started.add(thread);
        return thread;
    }

    @Override
    public long random() {
        return system.random();
    }
}
