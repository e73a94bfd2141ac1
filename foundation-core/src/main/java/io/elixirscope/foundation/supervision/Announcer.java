package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Runs what other people's code hears of a tree (telemetry, error records, end listeners), in order, on a virtual
/// thread
/// that lives while there is something to say. Thread-safe.
final class Announcer {
    private final String name;
    private final Scheduler scheduler;
    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicLong failures = new AtomicLong();

    Announcer(String name, Scheduler scheduler) {
        this.name = name;
        this.scheduler = scheduler;
    }

    void announce(Runnable news) {
        queue.add(news);
        if (pending.getAndIncrement() == 0) {
            scheduler.start("announce " + name, ThreadKind.VIRTUAL, this::run);
        }
    }

    /// News whose listener threw.
    long failures() {
        return failures.get();
    }

    private void run() {
        do {
            Runnable news = queue.poll();
            if (news != null) {
                tell(news);
            }
        } while (pending.decrementAndGet() > 0);
    }

    private void tell(Runnable news) {
        try {
            news.run();
        } catch (Throwable _) {
            failures.incrementAndGet();
        }
    }
}
