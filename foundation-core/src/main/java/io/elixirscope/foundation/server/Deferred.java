package io.elixirscope.foundation.server;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Calls that one incarnation has promised to answer later, in the order of the promises.
/// Thread-safe.
final class Deferred {
    private final Set<Envelope> waiting = new LinkedHashSet<>();

    void add(Envelope call) {
        synchronized (waiting) {
            waiting.add(call);
        }
        if (call.settled()) {
            remove(call);
        }
    }

    void remove(Envelope call) {
        synchronized (waiting) {
            waiting.remove(call);
        }
    }

    List<Envelope> takeAll() {
        synchronized (waiting) {
            List<Envelope> all = List.copyOf(waiting);
            waiting.clear();
            return all;
        }
    }
}
