package io.elixirscope.foundation.metrics;

import org.jspecify.annotations.Nullable;

/// Counts that were taken out of a [Histogram]. Not thread-safe.
final class Buckets {
    private final long[] @Nullable [] chunks = new long[HistogramLogic.CHUNKS][];
    private long count;
    private double total;

    void add(int chunk, int bucket, long number) {
        long[] counts = chunks[chunk];
        if (counts == null) {
            counts = new long[HistogramLogic.SUB];
            chunks[chunk] = counts;
        }
        counts[bucket] += number;
        count += number;
    }

    void addTotal(double more) {
        total += more;
    }

    void add(Buckets other) {
        for (int chunk = 0; chunk < chunks.length; chunk++) {
            long[] counts = other.chunks[chunk];
            for (int bucket = 0; counts != null && bucket < counts.length; bucket++) {
                if (counts[bucket] != 0) {
                    add(chunk, bucket, counts[bucket]);
                }
            }
        }
        total += other.total;
    }

    long count() {
        return count;
    }

    double total() {
        return total;
    }

    /// The number that `share` of all numbers do not exceed, as the middle of its bucket.
    ///
    /// @param share in (0, 1]
    /// @param most the largest number there was: no quantile is above it
    long quantile(double share, long most) {
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int chunk = 0; chunk < chunks.length; chunk++) {
            long[] counts = chunks[chunk];
            for (int bucket = 0; counts != null && bucket < counts.length; bucket++) {
                seen += counts[bucket];
                if (seen >= rank) {
                    return Math.min(most, HistogramLogic.middle(chunk, bucket));
                }
            }
        }
        return 0;
    }
}
