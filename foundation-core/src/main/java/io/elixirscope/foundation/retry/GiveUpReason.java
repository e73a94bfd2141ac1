package io.elixirscope.foundation.retry;

/// Why an operation is not repeated any more.
public enum GiveUpReason {
    /// The error's type says that repeating does not help.
    NOT_RETRYABLE,
    /// The attempts that one call has are used up.
    ATTEMPTS,
    /// The next attempt would begin after the deadline of the current context.
    DEADLINE,
    /// The delay that was asked for is longer than the limit.
    DELAY,
    /// The operation's budget of repetitions is used up.
    BUDGET,
    /// The calling thread was interrupted; its flag is kept.
    INTERRUPTED
}
