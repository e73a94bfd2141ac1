package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.telemetry.Emission;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Declares metrics that are fed by a telemetry event; tags are attributes of the event, named by
/// their keys. Made by [Metrics#from]. Not thread-safe.
///
/// Every event has a metric of its own name anyway; declare further ones for tags, bounds, or under
/// conditions.
public final class EventMetrics {
    private final Metrics metrics;
    private final String event;
    private final MeasurementUnit unit;
    private Predicate<? super Emission> condition = _ -> true;

    EventMetrics(Metrics metrics, String event, MeasurementUnit unit) {
        this.metrics = metrics;
        this.event = event;
        this.unit = unit;
    }

    /// Leaves out emissions for the metrics that are declared from here on.
    ///
    /// @param kept which emissions they take; runs in the emitter's thread; one that it throws for
    ///     is left out and counted
    /// @return this
    public EventMetrics where(Predicate<? super Emission> kept) {
        condition = Objects.requireNonNull(kept, "kept");
        return this;
    }

    /// Counts emissions.
    ///
    /// @param name of the metric
    /// @param tagKeys attributes of the event
    /// @return this
    public EventMetrics counter(String name, String... tagKeys) {
        return add(metrics.counter(name, tagKeys), (series, _) -> series.increment());
    }

    /// Adds up values.
    ///
    /// @param name of the metric
    /// @param tagKeys attributes of the event
    /// @return this
    public EventMetrics sum(String name, String... tagKeys) {
        return add(metrics.sum(name, unit, tagKeys), (series, emission) -> series.add((double) emission.value()));
    }

    /// Keeps the last value.
    ///
    /// @param name of the metric
    /// @param tagKeys attributes of the event
    /// @return this
    public EventMetrics gauge(String name, String... tagKeys) {
        return add(metrics.gauge(name, unit, tagKeys), (series, emission) -> series.set((double) emission.value()));
    }

    /// Quantiles of values.
    ///
    /// @param name of the metric
    /// @param tagKeys attributes of the event
    /// @return this
    public EventMetrics summary(String name, String... tagKeys) {
        return add(metrics.summary(name, unit, tagKeys), (series, emission) -> series.record(emission.value()));
    }

    /// Values in buckets.
    ///
    /// @param name of the metric
    /// @param bounds upper ends of the buckets, inclusive, in the event's unit
    /// @param tagKeys attributes of the event
    /// @return this
    public EventMetrics distribution(String name, List<Long> bounds, String... tagKeys) {
        return add(
                metrics.distribution(name, unit, bounds, tagKeys),
                (series, emission) -> series.record(emission.value()));
    }

    private <I extends Series> EventMetrics add(Metric<I> metric, BiConsumer<I, Emission> write) {
        EventRule rule = rule(metric, write);
        Predicate<? super Emission> kept = condition;
        metrics.addRule(event, emission -> {
            if (kept.test(emission)) {
                rule.apply(emission);
            }
        });
        return this;
    }

    static <I extends Series> EventRule rule(Metric<I> metric, BiConsumer<I, Emission> write) {
        List<String> keys = metric.tagKeys();
        if (keys.isEmpty()) {
            I only = metric.with();
            return emission -> write.accept(only, emission);
        }
        if (keys.size() == 1) {
            String key = keys.getFirst();
            return emission -> write.accept(metric.with(EventTags.text(emission.attribute(key))), emission);
        }
        return emission -> write.accept(metric.with(tags(keys, emission)), emission);
    }

    private static @Nullable String[] tags(List<String> keys, Emission emission) {
        @Nullable String[] values = new @Nullable String[keys.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = EventTags.text(emission.attribute(keys.get(i)));
        }
        return values;
    }
}
