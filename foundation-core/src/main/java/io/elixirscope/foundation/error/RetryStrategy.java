package io.elixirscope.foundation.error;

import java.time.Duration;
import java.util.Optional;

/// Whether and when repeating the failed operation makes sense. Immutable.
public sealed interface RetryStrategy {

    /// Repeating does not help.
    record None() implements RetryStrategy {}

    /// Repeat at once.
    record Immediate() implements RetryStrategy {}

    /// Repeat after a fixed time.
    ///
    /// @param delay time before each repetition, `> 0`
    record Fixed(Duration delay) implements RetryStrategy {
        /// Checks the range.
        public Fixed {
            requirePositive("delay", delay);
        }
    }

    /// Repeat after a random time below a bound that doubles with each attempt (full jitter).
    ///
    /// @param base bound of the first delay, `> 0`
    /// @param cap largest bound, `>= base`
    record Exponential(Duration base, Duration cap) implements RetryStrategy {
        /// Checks the ranges.
        public Exponential {
            requirePositive("base", base);
            if (cap.compareTo(base) < 0) {
                throw new IllegalArgumentException("cap must be >= base (" + base + "), was " + cap);
            }
        }
    }

    /// {@return whether repeating can help at all}
    default boolean retryable() {
        return !(this instanceof None);
    }

    /// Time to wait before repeating.
    ///
    /// @param attempt how many attempts have failed so far, `>= 1`
    /// @param random any 64 random bits; only the exponential strategy looks at them
    /// @return the time, or empty where repeating does not help
    default Optional<Duration> delay(int attempt, long random) {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt must be >= 1, was " + attempt);
        }
        return switch (this) {
            case None _ -> Optional.empty();
            case Immediate _ -> Optional.of(Duration.ZERO);
            case Fixed(var delay) -> Optional.of(delay);
            case Exponential(var base, var cap) -> {
                long capNanos = nanos(cap);
                int doublings = Math.min(attempt - 1, Long.SIZE - 1);
                long baseNanos = nanos(base);
                long bound = baseNanos > (capNanos >> doublings) ? capNanos : baseNanos << doublings;
                yield Optional.of(Duration.ofNanos(Long.remainderUnsigned(random, bound) + 1));
            }
        };
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    private static void requirePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " must be > 0, was " + duration);
        }
    }
}
