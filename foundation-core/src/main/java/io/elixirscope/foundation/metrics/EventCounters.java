package io.elixirscope.foundation.metrics;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// The table that [MetricsServer] tends: a striped counter per event name. Outlives every
/// incarnation of the server.
final class EventCounters {

    private final ConcurrentHashMap<String, LongAdder> byName = new ConcurrentHashMap<>();

    void increment(String name) {
        LongAdder counter = byName.get(name);
        if (counter == null) {
            counter = byName.computeIfAbsent(name, _ -> new LongAdder());
        }
        counter.increment();
    }

    long count(String name) {
        LongAdder counter = byName.get(name);
        return counter == null ? 0 : counter.sum();
    }

    SortedMap<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        byName.forEach((name, counter) -> counts.put(name, counter.sum()));
        return Collections.unmodifiableSortedMap(counts);
    }

    /// What was counted until now; each count goes into this answer or stays for the next, none
    /// into both.
    SortedMap<String, Long> reset() {
        var counts = new TreeMap<String, Long>();
        byName.forEach((name, counter) -> counts.put(name, counter.sumThenReset()));
        return Collections.unmodifiableSortedMap(counts);
    }
}
