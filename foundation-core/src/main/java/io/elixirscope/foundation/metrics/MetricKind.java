package io.elixirscope.foundation.metrics;

/// What a metric makes of the numbers that it is given.
public enum MetricKind {
    /// How many there were: whole numbers, only upwards.
    COUNTER,
    /// How many there are: whole numbers, up and down.
    UP_DOWN_COUNTER,
    /// The last number that was given, or the answer of a function.
    GAUGE,
    /// The total of numbers that need not be whole or positive.
    SUM,
    /// How many, their total, the largest, and quantiles with a relative error of less than 0.8 %.
    SUMMARY,
    /// How many, their total, and how many up to each of given bounds.
    DISTRIBUTION
}
