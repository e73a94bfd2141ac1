package io.elixirscope.foundation.metrics;

/// How much of the past each series keeps. Immutable.
///
/// @param tenSecondPoints intervals of 10 s, 1 to 8,640
/// @param minutePoints intervals of a minute, 0 to 10,080
/// @param maxBytes memory for all series; series beyond it have no history
public record Retention(int tenSecondPoints, int minutePoints, long maxBytes) {
    /// 30 points of 10 s, 55 of a minute, 40 MiB: enough for 10,000 summaries.
    public static final Retention DEFAULT = new Retention(30, 55, 40L << 20);

    private static final int MOST_TEN_SECOND_POINTS = 8_640;
    private static final int MOST_MINUTE_POINTS = 10_080;

    /// Checks the ranges.
    ///
    /// @param tenSecondPoints intervals of 10 s, 1 to 8,640
    /// @param minutePoints intervals of a minute, 0 to 10,080
    /// @param maxBytes memory for all series, `>= 0`
    public Retention {
        check("tenSecondPoints", tenSecondPoints, 1, MOST_TEN_SECOND_POINTS);
        check("minutePoints", minutePoints, 0, MOST_MINUTE_POINTS);
        check("maxBytes", maxBytes, 0, Long.MAX_VALUE);
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", was " + value);
        }
    }
}
