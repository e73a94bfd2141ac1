package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.error.ErrorContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/// One metric for one set of tags: what code keeps to write to it. Thread-safe; no method blocks or
/// throws because of what it is given.
///
/// One that was not written to for a while leaves the table ([Metrics#IDLE_EXPIRY]). Who kept it
/// writes on as before: the next number brings it back with all that it has counted.
public abstract sealed class Series permits Counter, UpDownCounter, Gauge, Sum, Summary, Distribution {
    private static final int EXEMPLAR = 1;
    private static final int RETIRED = 2;
    private static final AtomicIntegerFieldUpdater<Series> ATTENTION =
            AtomicIntegerFieldUpdater.newUpdater(Series.class, "attention");

    private final Metric<?> metric;
    private final String[] tagValues;

    /// What a writer has to see to, beside its number; 0 nearly always, so that this one read is
    /// all it costs.
    private volatile int attention = EXEMPLAR;

    private volatile MetricSnapshot.@Nullable Exemplar exemplar;

    /// Of the thread that ticks, under its lock.
    private long seen;

    private int idleTicks;
    private @Nullable HistoryRing history;

    Series(Metric<?> metric, String[] tagValues) {
        this.metric = metric;
        this.tagValues = tagValues;
    }

    /// The tags, in the order of the metric's keys.
    ///
    /// @return an unmodifiable map; the values of an overflow series are [Metric#OVERFLOW]
    public final Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        List<String> keys = metric.tagKeys();
        for (int i = 0; i < keys.size(); i++) {
            tags.put(keys.get(i), tagValues[i]);
        }
        return Collections.unmodifiableMap(tags);
    }

    /// What it is now.
    ///
    /// @return a copy
    public abstract MetricSnapshot.Reading reading();

    /// A number that is another one whenever something was written since the last time.
    abstract long activity();

    /// How many words a point of its history has.
    abstract int words();

    /// Ends an interval of 10 s: what happened in it.
    abstract void endInterval(long[] point);

    /// Ends an interval of a minute, after the last one of 10 s in it.
    abstract void endMinute(long[] point);

    /// A point of its history.
    abstract MetricSnapshot.Reading reading(long[] point);

    /// Moves all that `other` has counted here.
    abstract void absorb(Series other);

    final String[] tagValues() {
        return tagValues;
    }

    final Metric<?> metric() {
        return metric;
    }

    /// After each number.
    final void written(double value) {
        int found = attention;
        if (found != 0) {
            attend(found, value);
        }
    }

    private void attend(int found, double value) {
        if ((found & EXEMPLAR) != 0) {
            ATTENTION.updateAndGet(this, now -> now & ~EXEMPLAR);
            exemplar = exemplarOf(value);
        }
        if ((found & RETIRED) != 0) {
            metric.rejoin(this);
        }
    }

    final MetricSnapshot.@Nullable Exemplar exemplarOf(double value) {
        ErrorContext context = ErrorContext.currentOrNull();
        return context == null
                ? exemplar
                : new MetricSnapshot.Exemplar(
                        context.correlationId(), value, metric.tools().clock().wallTime());
    }

    final void exemplar(MetricSnapshot.@Nullable Exemplar kept) {
        exemplar = kept;
    }

    MetricSnapshot.@Nullable Exemplar exemplar() {
        return exemplar;
    }

    /// Has the next number leave an exemplar.
    final void wantExemplar() {
        ATTENTION.updateAndGet(this, now -> now | EXEMPLAR);
    }

    final boolean retired() {
        return (attention & RETIRED) != 0;
    }

    final void retired(boolean is) {
        ATTENTION.updateAndGet(this, now -> is ? now | RETIRED : now & ~RETIRED);
    }

    /// For how many ticks nothing was written.
    final int idle() {
        long now = activity();
        idleTicks = now == seen ? idleTicks + 1 : 0;
        seen = now;
        return idleTicks;
    }

    /// Whether something was written since [#idle()] looked.
    final boolean active() {
        return activity() != seen;
    }

    final @Nullable HistoryRing history() {
        return history;
    }

    final void history(@Nullable HistoryRing ring) {
        history = ring;
    }
}
