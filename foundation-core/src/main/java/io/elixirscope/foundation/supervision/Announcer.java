package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Runs what other people's code hears of a tree (telemetry, error records, end listeners), in order, on a platform
/// thread that lives while there is something to say: servers that use up all processors of virtual threads do not
/// silence it. Thread-safe.
final class Announcer {
    private final String name;
    private final Scheduler scheduler;
    private final Consumer<? super Throwable> onFailure;
    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    /// @param onFailure hears, on the same thread, what a listener threw; must not throw
    Announcer(String name, Scheduler scheduler, Consumer<? super Throwable> onFailure) {
        this.name = name;
        this.scheduler = scheduler;
        this.onFailure = onFailure;
    }

    void announce(Runnable news) {
        queue.add(news);
        if (pending.getAndIncrement() == 0) {
            scheduler.start("announce " + name, ThreadKind.PLATFORM, this::run);
        }
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
        } catch (Throwable thrown) {
            onFailure.accept(thrown);
        }
    }
}
