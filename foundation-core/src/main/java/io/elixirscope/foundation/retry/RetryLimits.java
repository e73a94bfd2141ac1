package io.elixirscope.foundation.retry;

import java.time.Duration;
import java.util.Objects;

/// How far one operation goes in repeating, whatever the errors say. Immutable.
///
/// @param maxAttempts attempts of one call, the first one included, `>= 1`
/// @param maxDelay longest wait before a repetition, `> 0`; who asks for a longer one is not asked again
/// @param budget how many repetitions all calls together may afford
public record RetryLimits(int maxAttempts, Duration maxDelay, RetryBudget budget) {
    /// Five attempts, delays up to a minute, the default budget.
    public static final RetryLimits DEFAULT = new RetryLimits(5, Duration.ofMinutes(1), RetryBudget.DEFAULT);

    /// Checks the ranges.
    public RetryLimits {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be >= 1, was " + maxAttempts);
        }
        if (!maxDelay.isPositive()) {
            throw new IllegalArgumentException("maxDelay must be > 0, was " + maxDelay);
        }
        Objects.requireNonNull(budget, "budget");
    }

    /// {@return the same limits with another number of attempts}
    ///
    /// @param attempts of one call, the first one included, `>= 1`
    public RetryLimits withMaxAttempts(int attempts) {
        return new RetryLimits(attempts, maxDelay, budget);
    }

    /// {@return the same limits with another budget}
    ///
    /// @param rules how many repetitions all calls together may afford
    public RetryLimits withBudget(RetryBudget rules) {
        return new RetryLimits(maxAttempts, maxDelay, rules);
    }
}
