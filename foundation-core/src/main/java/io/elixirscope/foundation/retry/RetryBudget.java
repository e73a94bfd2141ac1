package io.elixirscope.foundation.retry;

/// How many repetitions an operation may afford: a share of its calls. Rules only; each operation keeps an
/// account of its own.
///
/// Each call earns `ratio` repetitions and each second `perSecond`, up to `capacity`; a repetition costs one.
/// An account begins full. So while everything fails, calls are multiplied by `1 + ratio` and not by the number of
/// attempts. Immutable.
///
/// @param ratio repetitions earned by a call, `0` to `10`, in steps of one millionth
/// @param perSecond repetitions earned by a second, whatever the calls, `0` to `1,000,000`
/// @param capacity repetitions that can be saved up, `1` to `1,000,000`
public record RetryBudget(double ratio, int perSecond, int capacity) {
    /// A tenth of the calls, at least one a second, 50 saved up.
    public static final RetryBudget DEFAULT = new RetryBudget(0.1, 1, 50);

    private static final double MAX_RATIO = 10;
    private static final int MAX_COUNT = 1_000_000;

    /// Checks the ranges.
    public RetryBudget {
        if (!(ratio >= 0 && ratio <= MAX_RATIO)) {
            throw new IllegalArgumentException("ratio must be 0 to 10, was " + ratio);
        }
        if (perSecond < 0 || perSecond > MAX_COUNT) {
            throw new IllegalArgumentException("perSecond must be 0 to 1,000,000, was " + perSecond);
        }
        if (capacity < 1 || capacity > MAX_COUNT) {
            throw new IllegalArgumentException("capacity must be 1 to 1,000,000, was " + capacity);
        }
    }
}
