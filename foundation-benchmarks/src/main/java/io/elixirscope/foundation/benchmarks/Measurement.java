package io.elixirscope.foundation.benchmarks;

import java.util.Arrays;

/// What was measured of one subject, in nanoseconds an operation.
///
/// @param nanos elapsed time by operations, of all callers together; NaN where time is not the
///     question
/// @param spread of single operations where they were timed one by one, else of batches
/// @param errorNanos half the 99.9 % confidence interval of the median, from the medians of the
///     batches
/// @param bytes allocated an operation, or taken by a thing that is kept; NaN where not measured
/// @param crowd its callers
record Measurement(double nanos, Spread spread, double errorNanos, double bytes, Crowd crowd) {
    private static final double STABLE = 0.2;
    /// Standard deviations of a normal distribution between which 99.9 % lie.
    private static final double DEVIATIONS = 3.29;

    /// Percentiles in nanoseconds; of single operations each includes two readings of the clock.
    record Spread(double p50, double p95, double p99, double p999, double max) {
        static final Spread NONE = new Spread(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /// Those who called at the same time.
    ///
    /// @param callers how many
    /// @param slowestByFastest operations of the slowest by those of the fastest, the median of
    ///     the rounds
    record Crowd(int callers, double slowestByFastest) {
        static final Crowd ONE = new Crowd(1, 1);
    }

    /// What is compared: the median of one caller's operations; of several callers elapsed time
    /// by operations, since a median does not see those who wait.
    double typical() {
        return crowd.callers() == 1 ? spread.p50() : nanos;
    }

    /// Time that one caller waits for one operation, on average.
    double callerNanos() {
        return nanos * crowd.callers();
    }

    double perSecond() {
        return 1e9 / nanos;
    }

    /// Whether the error is at most a fifth of what is compared.
    boolean stable() {
        return !(errorNanos > STABLE * typical());
    }

    /// The error of a median, from the ranks between which it lies whatever the distribution is.
    /// A batch that lost its processor to another program moves it by a rank and not by the time
    /// lost.
    static double errorOfMedian(double[] batches) {
        double[] sorted = batches.clone();
        Arrays.sort(sorted);
        int ranks = (int) Math.ceil(DEVIATIONS * Math.sqrt(sorted.length) / 2);
        int low = Math.max(0, sorted.length / 2 - ranks);
        int high = Math.min(sorted.length - 1, sorted.length / 2 + ranks);
        return (sorted[high] - sorted[low]) / 2;
    }

    static double median(double[] batches) {
        double[] sorted = batches.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
