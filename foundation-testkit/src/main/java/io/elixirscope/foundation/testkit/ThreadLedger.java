package io.elixirscope.foundation.testkit;

import io.elixirscope.foundation.time.Clock;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A scheduler that knows which of the threads it started have not ended, and where each was
/// started. Thread-safe.
final class ThreadLedger implements Scheduler {
    private static final int FRAMES = 16;

    private final Scheduler scheduler;
    private final Map<Thread, Entry> alive = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /// A thread that has not ended. Its parent is the thread that started it, if that is in here
    /// too.
    private record Entry(
            int number,
            Thread thread,
            Throwable where,
            @Nullable Entry parent) {}

    ThreadLedger(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Clock clock() {
        return scheduler.clock();
    }

    @Override
    public void park(Object blocker, long deadlineNanos) {
        scheduler.park(blocker, deadlineNanos);
    }

    @Override
    public void wake(Thread thread) {
        scheduler.wake(thread);
    }

    @Override
    public boolean runsSideBySide() {
        return scheduler.runsSideBySide();
    }

    @Override
    public long random() {
        return scheduler.random();
    }

    @Override
    public Thread start(String name, ThreadKind kind, Runnable body) {
        var where = new Throwable("started here");
        Entry parent = alive.get(Thread.currentThread());
        return scheduler.start(name, kind, () -> {
            Thread me = Thread.currentThread();
            alive.put(me, new Entry(numbers.incrementAndGet(), me, where, parent));
            try {
                body.run();
            } finally {
                alive.remove(me);
            }
        });
    }

    /// The threads that have not ended, in order of their start.
    List<Thread> threads() {
        return alive.values().stream()
                .sorted(Comparator.comparingInt(Entry::number))
                .map(Entry::thread)
                .toList();
    }

    /// One of them: its name, state and stack, and where it was started.
    String describe(Thread thread) {
        var text = new StringBuilder(Stacks.of(thread, FRAMES));
        for (Entry entry = alive.get(thread); entry != null; entry = entry.parent()) {
            Entry parent = entry.parent();
            text.append(
                    parent == null
                            ? "  started at\n"
                            : "  started by \"" + parent.thread().getName() + "\" at\n");
            Stacks.append(text, entry.where().getStackTrace(), FRAMES);
        }
        return text.toString();
    }
}
