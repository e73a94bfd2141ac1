package io.elixirscope.foundation.supervision;

import java.time.Duration;

/// Durations as nanoseconds.
final class TimeSpan {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private TimeSpan() {}

    /// The duration, at most `Long.MAX_VALUE`.
    static long nanos(Duration duration) {
        return duration.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }
}
