package io.elixirscope.foundation.server;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// Calls that one incarnation has promised to answer later. Thread-safe.
final class Deferred {
    private final ConcurrentHashMap<Envelope, Boolean> waiting = new ConcurrentHashMap<>();

    void add(Envelope call) {
        waiting.put(call, Boolean.TRUE);
        if (call.settled()) {
            waiting.remove(call);
        }
    }

    void remove(Envelope call) {
        waiting.remove(call);
    }

    List<Envelope> takeAll() {
        List<Envelope> all = List.copyOf(waiting.keySet());
        waiting.clear();
        return all;
    }
}
