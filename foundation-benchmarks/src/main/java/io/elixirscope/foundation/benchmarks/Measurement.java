package io.elixirscope.foundation.benchmarks;

import java.util.Arrays;

/// What was measured of one subject, in nanoseconds an operation.
///
/// @param nanos elapsed time by operations
/// @param spread of single operations where they were timed one by one, else of batches
/// @param errorNanos half the 99.9 % confidence interval of the median, from the medians of the batches
/// @param bytes allocated an operation; NaN where not measured
record Measurement(double nanos, Spread spread, double errorNanos, double bytes) {
    private static final double STABLE = 0.2;
    /// Standard deviations of a normal distribution between which 99.9 % lie.
    private static final double DEVIATIONS = 3.29;

    /// Percentiles in nanoseconds; of single operations each includes two readings of the clock.
    record Spread(double p50, double p95, double p99, double max) {}

    /// What is compared.
    double typical() {
        return spread.p50();
    }

    /// Whether the error is at most a fifth of the median.
    boolean stable() {
        return errorNanos <= STABLE * typical();
    }

    /// The error of a median, from the ranks between which it lies whatever the distribution is. A batch that lost its
    /// processor to another program moves it by a rank and not by the time lost.
    static double errorOfMedian(double[] batches) {
        double[] sorted = batches.clone();
        Arrays.sort(sorted);
        int ranks = (int) Math.ceil(DEVIATIONS * Math.sqrt(sorted.length) / 2);
        int low = Math.max(0, sorted.length / 2 - ranks);
        int high = Math.min(sorted.length - 1, sorted.length / 2 + ranks);
        return (sorted[high] - sorted[low]) / 2;
    }
}
