package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.telemetry.Emission;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// The table that [MetricsServer] tends: of each event how often it was emitted, and what its
/// metrics take from it. Outlives every incarnation of the server.
final class EventMeters {
    private final ConcurrentHashMap<String, Meter> byName = new ConcurrentHashMap<>();
    private final Function<Emission, EventRule> automatic;
    private final MetricLosses losses;

    /// @param automatic makes the rule that each event has by itself, from its first emission
    EventMeters(Function<Emission, EventRule> automatic, MetricLosses losses) {
        this.automatic = automatic;
        this.losses = losses;
    }

    void accept(Emission emission) {
        String name = emission.event().name();
        Meter meter = byName.get(name);
        if (meter == null) {
            meter = byName.computeIfAbsent(name, _ -> new Meter());
        }
        meter.emissions.increment();
        if (!meter.measured) {
            meter.measure(automatic.apply(emission));
        }
        for (EventRule rule : meter.rules) {
            apply(rule, emission);
        }
    }

    /// One rule that fails takes nothing from the others.
    private void apply(EventRule rule, Emission emission) {
        try {
            rule.apply(emission);
        } catch (RuntimeException | StackOverflowError _) {
            losses.failed.add(1);
        }
    }

    void add(String name, EventRule rule) {
        byName.computeIfAbsent(name, _ -> new Meter()).add(rule);
    }

    long count(String name) {
        Meter meter = byName.get(name);
        return meter == null ? 0 : meter.count();
    }

    SortedMap<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        byName.forEach((name, meter) -> {
            if (meter.measured) {
                counts.put(name, meter.count());
            }
        });
        return Collections.unmodifiableSortedMap(counts);
    }

    /// What was counted until now; each count goes into this answer or stays for the next, none
    /// into both.
    SortedMap<String, Long> reset() {
        var counts = new TreeMap<String, Long>();
        byName.forEach((name, meter) -> counts.put(name, meter.reset()));
        return Collections.unmodifiableSortedMap(counts);
    }

    private static final class Meter {
        final LongAdder emissions = new LongAdder();
        volatile boolean measured;
        volatile EventRule[] rules = {};

        synchronized void measure(EventRule rule) {
            if (!measured) {
                add(rule);
                measured = true;
            }
        }

        synchronized void add(EventRule rule) {
            EventRule[] more = Arrays.copyOf(rules, rules.length + 1);
            more[rules.length] = rule;
            rules = more;
        }

        long count() {
            return emissions.sum();
        }

        long reset() {
            return emissions.sumThenReset();
        }
    }
}
