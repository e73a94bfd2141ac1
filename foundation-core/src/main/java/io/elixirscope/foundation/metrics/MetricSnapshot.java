package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A metric at one time, with all its series. Immutable.
///
/// @param name its name
/// @param kind what it makes of its numbers
/// @param unit what they measure
/// @param tagKeys names of its tags
/// @param series one for each set of tags, in the order of these; the overflow series last
public record MetricSnapshot(
        String name, MetricKind kind, MeasurementUnit unit, List<String> tagKeys, List<One> series) {

    /// Copies the lists.
    ///
    /// @param name its name
    /// @param kind what it makes of its numbers
    /// @param unit what they measure
    /// @param tagKeys names of its tags
    /// @param series one for each set of tags, in the order of these; the overflow series last
    public MetricSnapshot {
        tagKeys = List.copyOf(tagKeys);
        series = List.copyOf(series);
    }

    /// As a tree: `name`, `kind`, `unit` and `series`, each with `tags`, what its reading has, and
    /// `exemplar`.
    ///
    /// @return maps and lists for JSON
    public Value toValue() {
        return MetricValueLogic.value(this);
    }

    /// One series.
    ///
    /// @param tags in the order of the metric's keys
    /// @param reading what it is
    /// @param exemplar a number that was written lately, and by which operation
    public record One(Map<String, String> tags, Reading reading, Optional<Exemplar> exemplar) {}

    /// One number and the operation that it comes from: its correlation id leads to the operation's
    /// events.
    ///
    /// @param correlationId of the operation
    /// @param value the number
    /// @param at when
    public record Exemplar(String correlationId, double value, Instant at) {}

    /// A point of the history of a series: what happened in an interval, or what was at its end.
    ///
    /// @param end when the interval ended
    /// @param length 10 s or a minute
    /// @param reading of counters, sums, summaries and distributions what was added in the
    ///     interval; of gauges and up-down counters what they were at its end
    public record Point(Instant end, Duration length, Reading reading) {}

    /// What a series is, or was.
    public sealed interface Reading {}

    /// Of a counter or an up-down counter.
    ///
    /// @param value how many
    public record Count(long value) implements Reading {}

    /// Of a gauge or a sum.
    ///
    /// @param value NaN where a gauge has none
    public record Level(double value) implements Reading {}

    /// Of a summary, since the start; quantiles in the metric's unit, 0 while there are no numbers.
    ///
    /// @param count how many numbers
    /// @param total their total; numbers of 2^40 and more by the middle of their bucket, the others
    ///     exactly
    /// @param p50 the median
    /// @param p90 90 % are not above
    /// @param p95 95 % are not above
    /// @param p99 99 % are not above
    /// @param p999 99.9 % are not above
    /// @param p9999 99.99 % are not above
    /// @param max the largest, exactly
    public record Quantiles(
            long count, double total, long p50, long p90, long p95, long p99, long p999, long p9999, long max)
            implements Reading {}

    /// Of a summary, in one interval of its history.
    ///
    /// @param count how many numbers
    /// @param p50 the median
    /// @param p95 95 % are not above
    /// @param p99 99 % are not above
    /// @param max the largest, exactly
    public record Interval(long count, long p50, long p95, long p99, long max) implements Reading {
        static final int WORDS = 5;
    }

    /// Of a distribution; in a point of the history one number for all buckets.
    ///
    /// @param bounds upper ends of the buckets, inclusive
    /// @param counts how many in each, not added up; the last one, above all bounds, has no bound
    /// @param total of all numbers
    public record BucketCounts(List<Long> bounds, List<Long> counts, double total) implements Reading {
        /// Copies the lists.
        ///
        /// @param bounds upper ends of the buckets, inclusive
        /// @param counts how many in each
        /// @param total of all numbers
        public BucketCounts {
            bounds = List.copyOf(bounds);
            counts = List.copyOf(counts);
        }

        /// How many numbers there were.
        ///
        /// @return the sum over the buckets
        public long count() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }
}
