package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Snapshots as trees of values.
final class MetricValueLogic {
    /// Stands for a metric itself among the parts of names; no part of a name has this character.
    private static final String ITSELF = "@";

    private MetricValueLogic() {}

    static Value value(MetricSnapshot metric) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("name", Value.of(metric.name()));
        fields.put("kind", Value.of(metric.kind().name().toLowerCase(Locale.ROOT)));
        fields.put("unit", Value.of(metric.unit().name().toLowerCase(Locale.ROOT)));
        fields.put("series", list(metric.series(), MetricValueLogic::value));
        return Value.map(fields);
    }

    static Value value(MetricSnapshot.One series) {
        Map<String, Value> fields = new LinkedHashMap<>();
        Map<String, Value> tags = new LinkedHashMap<>();
        series.tags().forEach((key, tag) -> tags.put(key, Value.of(tag)));
        fields.put("tags", Value.map(tags));
        put(series.reading(), fields);
        series.exemplar().ifPresent(exemplar -> {
            Map<String, Value> parts = new LinkedHashMap<>();
            parts.put("correlationId", Value.of(exemplar.correlationId()));
            parts.put("value", Value.of(exemplar.value()));
            parts.put("at", Value.of(exemplar.at()));
            fields.put("exemplar", Value.map(parts));
        });
        return Value.map(fields);
    }

    static void put(MetricSnapshot.Reading reading, Map<String, Value> fields) {
        switch (reading) {
            case MetricSnapshot.Count(long value) -> fields.put("value", Value.of(value));
            case MetricSnapshot.Level(double value) -> fields.put("value", number(value));
            case MetricSnapshot.Quantiles all -> {
                fields.put("count", Value.of(all.count()));
                fields.put("total", number(all.total()));
                fields.put("p50", Value.of(all.p50()));
                fields.put("p90", Value.of(all.p90()));
                fields.put("p95", Value.of(all.p95()));
                fields.put("p99", Value.of(all.p99()));
                fields.put("p99.9", Value.of(all.p999()));
                fields.put("p99.99", Value.of(all.p9999()));
                fields.put("max", Value.of(all.max()));
            }
            case MetricSnapshot.Interval(long count, long p50, long p95, long p99, long max) -> {
                fields.put("count", Value.of(count));
                fields.put("p50", Value.of(p50));
                fields.put("p95", Value.of(p95));
                fields.put("p99", Value.of(p99));
                fields.put("max", Value.of(max));
            }
            case MetricSnapshot.BucketCounts buckets -> {
                fields.put("count", Value.of(buckets.count()));
                fields.put("total", number(buckets.total()));
                fields.put("bounds", list(buckets.bounds(), Value::of));
                fields.put("counts", list(buckets.counts(), Value::of));
            }
        }
    }

    static Value point(MetricSnapshot.Point point) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("end", Value.of(point.end()));
        fields.put("seconds", Value.of(point.length().toSeconds()));
        put(point.reading(), fields);
        return Value.map(fields);
    }

    /// JSON has no NaN.
    private static Value number(double value) {
        return Double.isFinite(value) ? Value.of(value) : Value.ofNull();
    }

    private static <T> Value list(List<T> items, Function<T, Value> each) {
        return Value.list(items.stream().map(each).toList());
    }

    /// All metrics, nested by the parts of their names; a metric's own series are under `@`, so
    /// that `a` and `a.b` leave each other alone.
    static Value nested(List<MetricSnapshot> metrics) {
        var root = new Node();
        metrics.forEach(metric -> {
            Node node = root;
            for (String part : metric.name().split("\\.", -1)) {
                node = node.below.computeIfAbsent(part, _ -> new Node());
            }
            node.own = list(metric.series(), MetricValueLogic::value);
        });
        return root.value();
    }

    private static final class Node {
        final Map<String, Node> below = new TreeMap<>();
        Value own = Value.ofNull();

        Value value() {
            Map<String, Value> fields = new LinkedHashMap<>();
            if (own instanceof Value.ListValue) {
                fields.put(ITSELF, own);
            }
            below.forEach((part, node) -> fields.put(part, node.value()));
            return Value.map(fields);
        }
    }
}
