package io.elixirscope.foundation.retry;

import io.elixirscope.foundation.error.RetryStrategy;
import java.time.Duration;
import java.util.Optional;

/// Whether and when to repeat, and what a budget affords: static and pure.
final class RetryLogic {
    /// Unit of an account: millionths of a repetition.
    static final long ONE = 1_000_000;

    /// In how many nanoseconds one repetition a second earns a millionth of one.
    private static final long NANOS_PER_UNIT = 1_000;

    private RetryLogic() {}

    /// Repeat after a delay, if the budget affords it, or not at all.
    sealed interface Verdict {
        record Repeat(Duration delay) implements Verdict {}

        record Stop(GiveUpReason reason) implements Verdict {}
    }

    /// What is known when an attempt has failed.
    ///
    /// @param strategy what the error's type says
    /// @param asked the delay that whoever refused asked for
    /// @param attempts attempts that have failed, `>= 1`
    /// @param remaining time until the deadline, where there is one
    record Failure(RetryStrategy strategy, Optional<Duration> asked, int attempts, Optional<Duration> remaining) {}

    /// The error's own delay, or the one that was asked for where that is longer; but only if it is within the
    /// limits and ends before the deadline.
    static Verdict decide(Failure failure, RetryLimits limits, long random) {
        var own = failure.strategy.delay(failure.attempts, random);
        if (own.isEmpty()) {
            return new Verdict.Stop(GiveUpReason.NOT_RETRYABLE);
        }
        if (failure.attempts >= limits.maxAttempts()) {
            return new Verdict.Stop(GiveUpReason.ATTEMPTS);
        }
        var delay =
                failure.asked.filter(asked -> asked.compareTo(own.get()) > 0).orElse(own.get());
        if (failure.remaining.filter(left -> delay.compareTo(left) >= 0).isPresent()) {
            return new Verdict.Stop(GiveUpReason.DEADLINE);
        }
        if (delay.compareTo(limits.maxDelay()) > 0) {
            return new Verdict.Stop(GiveUpReason.DELAY);
        }
        return new Verdict.Repeat(delay);
    }

    /// What an account holds.
    ///
    /// @param balance millionths of a repetition, `0` to the capacity
    /// @param settledCalls calls whose earnings are in the balance
    /// @param settledNanos until when time's earnings are in the balance
    record Account(long balance, long settledCalls, long settledNanos) {}

    static Account open(RetryBudget budget, long nowNanos) {
        return new Account(budget.capacity() * ONE, 0, nowNanos);
    }

    /// The account with everything in it that calls and time have earned. What time earned below a millionth stays
    /// for the next settling.
    static Account settle(Account account, RetryBudget budget, long calls, long nowNanos) {
        long full = budget.capacity() * ONE;
        long fresh = Math.max(0, calls - account.settledCalls);
        long byCalls = upTo(full, fresh, Math.round(budget.ratio() * ONE));
        long idle = Math.max(0, nowNanos - account.settledNanos);
        long byTime = upTo(full * NANOS_PER_UNIT, idle, budget.perSecond()) / NANOS_PER_UNIT;
        long spent = byTime == full || budget.perSecond() == 0 ? idle : byTime * NANOS_PER_UNIT / budget.perSecond();
        return new Account(
                Math.min(full, account.balance + byCalls + byTime),
                account.settledCalls + fresh,
                account.settledNanos + spent);
    }

    /// The product, or the bound where it is larger; all are `>= 0`.
    private static long upTo(long bound, long count, long each) {
        return each != 0 && count >= bound / each ? bound : count * each;
    }

    /// The settled account after one repetition, or empty where it does not afford one.
    static Optional<Account> take(Account settled) {
        return settled.balance < ONE
                ? Optional.empty()
                : Optional.of(new Account(settled.balance - ONE, settled.settledCalls, settled.settledNanos));
    }
}
