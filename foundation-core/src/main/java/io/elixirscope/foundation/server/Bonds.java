package io.elixirscope.foundation.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What ties one incarnation to others, and ends with it: made when there is such a thing first, or
/// at the end, as most incarnations have none. Thread-safe.
final class Bonds {
    final Deferred deferred = new Deferred();
    final OwnTimers timers = new OwnTimers();
    final Watchers watchers = new Watchers();
    final Links links = new Links();
    final Endings endings = new Endings();
    /// The watches that this one has set on others.
    private final Set<Monitor> watching = ConcurrentHashMap.newKeySet();

    void watches(Monitor other) {
        watching.add(other);
    }

    void watchEnded(Monitor other) {
        watching.remove(other);
    }

    void cancelWatches() {
        watching.forEach(Monitor::cancel);
        watching.clear();
    }
}
