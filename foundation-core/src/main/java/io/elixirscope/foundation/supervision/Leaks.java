package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.server.ServerControl;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// Threads of abandoned incarnations that still run. Thread-safe.
final class Leaks {
    private final CopyOnWriteArrayList<Leak> running = new CopyOnWriteArrayList<>();
    private final AtomicLong total = new AtomicLong();

    /// One thread left behind.
    record Leak(String server, Incarnation incarnation, Thread thread) {
        long epoch() {
            return incarnation.epoch();
        }

        /// Its stack now, the upper part.
        String stack() {
            return ServerControl.stackOf(thread);
        }
    }

    void add(Leak leak) {
        total.incrementAndGet();
        running.add(leak);
    }

    /// Those whose thread is still in the server's code.
    List<Leak> running() {
        running.removeIf(leak -> !leak.incarnation().holds(leak.thread()));
        return List.copyOf(running);
    }

    long total() {
        return total.get();
    }
}
