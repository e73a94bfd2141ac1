package io.elixirscope.foundation.server;

import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What has to be done when one incarnation is over. Thread-safe.
final class Endings {
    /// Null while there is nothing: most incarnations have nothing.
    private @Nullable IdentityHashMap<Runnable, Runnable> pending;

    private boolean over;

    /// Adds one; false if all were run.
    synchronized boolean add(Runnable ending) {
        if (over) {
            return false;
        }
        if (pending == null) {
            pending = new IdentityHashMap<>();
        }
        pending.put(ending, ending);
        return true;
    }

    synchronized void remove(Runnable ending) {
        if (pending != null) {
            pending.remove(ending);
        }
    }

    void runAll() {
        Set<Runnable> all;
        synchronized (this) {
            over = true;
            all = pending == null ? Set.of() : pending.keySet();
            pending = null;
        }
        all.forEach(Runnable::run);
    }
}
