package io.elixirscope.foundation.benchmarks;

/// How long each subject is measured.
///
/// @param forks JVMs, one after the other
/// @param warmupMillis in each, before it counts
/// @param batches in each that count
/// @param batchMillis length of a batch
/// @param repeatSeconds how long after the begin of all what has too large an error is measured
///     again
record Effort(int forks, int warmupMillis, int batches, int batchMillis, int repeatSeconds) {
    /// All rows of a group well under five minutes.
    static final Effort QUICK = new Effort(2, 600, 25, 40, 120);
    /// For figures to publish.
    static final Effort FULL = new Effort(5, 3_000, 60, 100, 3_600);

    private static final int WARMUPS = 3;

    /// Milliseconds of each subject that count, in one JVM.
    int countedMillis() {
        return batches * batchMillis;
    }

    int warmups() {
        return WARMUPS;
    }

    int warmupIterationMillis() {
        return warmupMillis / WARMUPS;
    }
}
