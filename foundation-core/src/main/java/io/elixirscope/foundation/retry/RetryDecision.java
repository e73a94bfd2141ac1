package io.elixirscope.foundation.retry;

import io.elixirscope.foundation.error.FoundationError;
import java.time.Duration;

/// What to do after a failed attempt.
public sealed interface RetryDecision {

    /// Try again.
    ///
    /// @param delay time to wait before, `>= 0`
    record RetryAfter(Duration delay) implements RetryDecision {}

    /// Stop trying.
    ///
    /// @param error the last error, with its id, type and code, and the context fields `attempts`, `retriedFor`
    ///     (time since the first failure) and `gaveUp` (the reason)
    /// @param reason why
    record GiveUp(FoundationError error, GiveUpReason reason) implements RetryDecision {}
}
