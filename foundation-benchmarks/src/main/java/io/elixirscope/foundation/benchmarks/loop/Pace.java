package io.elixirscope.foundation.benchmarks.loop;

/// How a caller's runs are timed: the clock is read twice for `timed` runs, and then not for
/// `untimed` ones.
///
/// @param timed runs between two readings, of which the mean counts
/// @param untimed runs after them
record Pace(int timed, int untimed) {
    /// Each run by itself.
    static final Pace EACH = new Pace(1, 0);

    private static final double IN_BATCHES_BELOW_NANOS = 300;
    private static final double BATCH_NANOS = 20_000;
    private static final double SAMPLED_BELOW_NANOS = 2_000;
    private static final int UNTIMED = 15;

    /// What suits runs of that length, the clock's share included: batches below 300 ns where one
    /// caller has the subject for itself; else single ones, of which one in sixteen is timed
    /// where the clock would weigh on the figure.
    static Pace of(double runNanos, int callers) {
        if (callers == 1 && runNanos < IN_BATCHES_BELOW_NANOS) {
            return new Pace((int) Math.ceil(BATCH_NANOS / Math.max(runNanos, 0.2)), 0);
        }
        return runNanos < SAMPLED_BELOW_NANOS ? new Pace(1, UNTIMED) : EACH;
    }
}
