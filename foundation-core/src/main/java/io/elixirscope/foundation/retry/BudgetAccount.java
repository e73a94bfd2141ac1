package io.elixirscope.foundation.retry;

import io.elixirscope.foundation.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// One operation's budget. A call costs a striped counter; only who wants to repeat settles what calls and time have
/// earned. Thread-safe, without locks.
final class BudgetAccount {
    private final RetryBudget rules;
    private final Clock clock;
    private final LongAdder calls = new LongAdder();
    private final AtomicReference<RetryLogic.Account> account;

    BudgetAccount(RetryBudget rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
        this.account = new AtomicReference<>(RetryLogic.open(rules, clock.nanos()));
    }

    void call() {
        calls.increment();
    }

    long calls() {
        return calls.sum();
    }

    /// Pays for one repetition; false, and what was earned stays, if there is not enough.
    boolean take() {
        while (true) {
            var before = account.get();
            var settled = RetryLogic.settle(before, rules, calls.sum(), clock.nanos());
            var paid = RetryLogic.take(settled);
            if (account.compareAndSet(before, paid.orElse(settled))) {
                return paid.isPresent();
            }
        }
    }

    /// Repetitions that could be paid now.
    long affords() {
        return RetryLogic.settle(account.get(), rules, calls.sum(), clock.nanos())
                        .balance()
                / RetryLogic.ONE;
    }
}
