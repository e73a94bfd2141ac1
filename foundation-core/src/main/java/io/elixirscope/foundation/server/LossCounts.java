package io.elixirscope.foundation.server;

import io.elixirscope.foundation.telemetry.Tally;
import java.util.concurrent.ConcurrentHashMap;

/// What one server has lost: a count for each [Loss] that has happened. Thread-safe.
final class LossCounts {
    private final ConcurrentHashMap<Loss, Tally> counts = new ConcurrentHashMap<>(2);

    void add(Loss kind, long number, ServerCell<?, ?> cell) {
        counts.computeIfAbsent(kind, _ -> tally(kind, cell)).add(number);
    }

    private static Tally tally(Loss kind, ServerCell<?, ?> cell) {
        ServerRuntime runtime = cell.runtime();
        return new Tally(runtime.scheduler(), runtime.timers(), cell.telemetry().event(kind), cell.name());
    }

    long total(Loss kind) {
        Tally count = counts.get(kind);
        return count == null ? 0 : count.total();
    }
}
