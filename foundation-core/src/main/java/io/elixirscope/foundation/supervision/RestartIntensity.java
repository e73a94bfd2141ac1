package io.elixirscope.foundation.supervision;

import java.time.Duration;

/// Limit on restarts: at most `maxRestarts` in any window of length `period`; one more, and the supervisor gives
/// up.
///
/// Same meaning as `intensity` and `period` of an OTP supervisor. Immutable, thread-safe.
///
/// @param maxRestarts restarts allowed inside one window, `>= 0`; unit: restarts
/// @param period window length, `> 0`
/// @see <a href="https://www.erlang.org/doc/apps/stdlib/supervisor.html">OTP supervisor</a>
public record RestartIntensity(int maxRestarts, Duration period) {
    /// Three restarts in five seconds.
    public static final RestartIntensity DEFAULT = new RestartIntensity(3, Duration.ofSeconds(5));

    /// Refuses a negative count, and a period that is not positive.
    ///
    /// @param maxRestarts restarts allowed inside one window, `>= 0`; unit: restarts
    /// @param period window length, `> 0`
    public RestartIntensity {
        if (maxRestarts < 0) {
            throw new IllegalArgumentException("maxRestarts must be >= 0, was " + maxRestarts);
        }
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("period must be > 0, was " + period);
        }
    }
}
