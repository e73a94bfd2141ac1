package io.elixirscope.foundation.supervision;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/// Durations as nanoseconds, and as times.
final class TimeSpan {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private TimeSpan() {}

    /// The duration, at most `Long.MAX_VALUE`.
    static long nanos(Duration duration) {
        return duration.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    /// `from + delay`, at most the last instant there is.
    static Instant after(Instant from, Duration delay) {
        try {
            return from.plus(delay);
        } catch (DateTimeException | ArithmeticException beyond) {
            return Instant.MAX;
        }
    }
}
