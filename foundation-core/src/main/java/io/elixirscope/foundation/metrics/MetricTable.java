package io.elixirscope.foundation.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/// The declared metrics by name. Thread-safe.
final class MetricTable {
    private static final int MOST = 10_000;
    private static final int MOST_OFFENDERS = 10;

    private final ConcurrentHashMap<String, Metric<?>> byName = new ConcurrentHashMap<>();
    private final MetricTools tools;

    MetricTable(MetricTools tools) {
        this.tools = tools;
    }

    @SuppressWarnings("unchecked") // the kind, which is compared, says what the series are
    <I extends Series> Metric<I> declare(MetricSpec spec, BiFunction<Metric<I>, String[], I> make) {
        if (byName.size() >= MOST && !byName.containsKey(spec.name())) {
            throw new IllegalStateException("metrics must be <= " + MOST + ": " + spec.name() + " is one too many");
        }
        Metric<?> metric = byName.computeIfAbsent(spec.name(), _ -> new Metric<>(spec, tools, make));
        if (!metric.spec().equals(spec)) {
            throw new IllegalArgumentException(
                    "metric " + spec.name() + " is declared already, as " + metric.spec() + ", not as " + spec);
        }
        return (Metric<I>) metric;
    }

    Optional<Metric<?>> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// In the order of their names.
    List<Metric<?>> all() {
        List<Metric<?>> all = new ArrayList<>(byName.values());
        all.sort(Comparator.comparing(Metric::name));
        return all;
    }

    int size() {
        return byName.size();
    }

    List<SeriesUse.Offender> offenders() {
        return byName.values().stream()
                .map(MetricTable::offender)
                .sorted(Comparator.comparingInt(SeriesUse.Offender::series)
                        .thenComparingLong(SeriesUse.Offender::overflows)
                        .reversed())
                .limit(MOST_OFFENDERS)
                .toList();
    }

    private static <I extends Series> SeriesUse.Offender offender(Metric<I> metric) {
        List<I> series = metric.series();
        String tag = "";
        int most = 0;
        for (int key = 0; key < metric.tagKeys().size(); key++) {
            Set<String> values = new HashSet<>();
            for (I each : series) {
                values.add(each.tagValues()[key]);
            }
            if (values.size() > most) {
                most = values.size();
                tag = metric.tagKeys().get(key);
            }
        }
        return new SeriesUse.Offender(metric.name(), series.size(), metric.overflows(), tag, most);
    }
}
