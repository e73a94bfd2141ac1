package io.elixirscope.foundation;

import io.elixirscope.foundation.metrics.ErrorTally;
import io.elixirscope.foundation.metrics.MetricSnapshot;
import io.elixirscope.foundation.metrics.Metrics;
import io.elixirscope.foundation.value.Value;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All that the control verb `top` tells of a node in one item; numbers count from the start, so
/// that who asks twice has rates.
final class TopValues {
    private static final String CALL = "elixir_scope.server.call";
    private static final int MOST_CODES = 10;

    private TopValues() {}

    static Value of(Foundation foundation, String node) {
        Map<String, Value> fields = new LinkedHashMap<>();
        var health = foundation.health();
        fields.put("node", Value.of(node));
        fields.put("pid", Value.of(ProcessHandle.current().pid()));
        fields.put("status", Value.of(health.status().name()));
        fields.put(
                "reasons", Value.list(health.reasons().stream().map(Value::of).toList()));
        fields.put("uptimeMillis", Value.of(foundation.status().uptime().toMillis()));
        fields.put("tree", StatusValues.of(foundation.tree()));
        fields.put("calls", calls(foundation.metrics()));
        fields.put("errors", errors(foundation));
        fields.put("eventsStored", Value.of(foundation.metrics().count("elixir_scope.event.stored")));
        fields.put("jvm", jvm());
        return Value.map(fields);
    }

    /// By server: calls since the start, and p99 of the last whole interval that had any, else
    /// since the start.
    private static Value calls(Metrics metrics) {
        Map<String, Value> servers = new LinkedHashMap<>();
        metrics.snapshot(CALL)
                .ifPresent(metric -> metric.series().forEach(series -> {
                    if (series.reading() instanceof MetricSnapshot.Quantiles all) {
                        String server = String.join(" ", series.tags().values());
                        Map<String, Value> fields = new LinkedHashMap<>();
                        fields.put("count", Value.of(all.count()));
                        fields.put("p99Nanos", Value.of(lately(metrics.history(CALL, server), all.p99())));
                        fields.put("maxNanos", Value.of(all.max()));
                        servers.put(server, Value.map(fields));
                    }
                }));
        return Value.map(servers);
    }

    private static long lately(List<MetricSnapshot.Point> points, long otherwise) {
        return !points.isEmpty()
                        && points.getLast().reading() instanceof MetricSnapshot.Interval interval
                        && interval.count() > 0
                ? interval.p99()
                : otherwise;
    }

    private static Value errors(Foundation foundation) {
        return Value.list(foundation.errorLog().errorsByCode().values().stream()
                .sorted(Comparator.comparingLong(ErrorTally::count).reversed())
                .limit(MOST_CODES)
                .map(TopValues::error)
                .toList());
    }

    private static Value error(ErrorTally tally) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("code", Value.of(tally.code()));
        fields.put("count", Value.of(tally.count()));
        fields.put("lastSeen", Value.of(tally.lastSeen()));
        fields.put("message", Value.of(tally.last().message()));
        return Value.map(fields);
    }

    private static Value jvm() {
        var runtime = Runtime.getRuntime();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("heapUsedBytes", Value.of(runtime.totalMemory() - runtime.freeMemory()));
        fields.put("heapMaxBytes", Value.of(runtime.maxMemory()));
        fields.put("processors", Value.of(runtime.availableProcessors()));
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .ifPresent(used -> fields.put("cpuMillis", Value.of(used.toMillis())));
        addManaged(fields);
        return Value.map(fields);
    }

    /// What only the module java.management knows, where it is there.
    private static void addManaged(Map<String, Value> fields) {
        try {
            fields.put("threads", Value.of(ManagementFactory.getThreadMXBean().getThreadCount()));
            long millis = 0;
            for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
                millis += Math.max(0, collector.getCollectionTime());
            }
            fields.put("gcMillis", Value.of(millis));
        } catch (NoClassDefFoundError _) {
            fields.put("management", Value.of("the module java.management is not there"));
        }
    }
}
