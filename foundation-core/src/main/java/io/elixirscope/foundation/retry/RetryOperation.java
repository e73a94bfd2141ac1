package io.elixirscope.foundation.retry;

import io.elixirscope.foundation.error.Result;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// Handle of one named operation that may be repeated: made once, kept in a field, run often. Thread-safe.
///
/// All callers share its budget. A call that succeeds at once costs one striped counter and allocates nothing.
public final class RetryOperation {
    private final String name;
    private final RetryLimits limits;
    private final RetryTools tools;
    private final BudgetAccount account;
    private final LongAdder retries = new LongAdder();
    private final LongAdder gaveUp = new LongAdder();

    RetryOperation(String name, RetryLimits limits, RetryTools tools, BudgetAccount account) {
        this.name = name;
        this.limits = limits;
        this.tools = tools;
        this.account = account;
    }

    /// {@return its name}
    public String name() {
        return name;
    }

    /// {@return how far it goes in repeating}
    public RetryLimits limits() {
        return limits;
    }

    /// Runs a body until it succeeds or repeating makes no sense any more; see [RetrySteps#next] for when that is.
    ///
    /// Blocks the calling thread between attempts. The delay is what the error's type says, with full jitter where
    /// it is exponential, or what [io.elixirscope.foundation.error.FoundationError#retryAfter()] asks for where
    /// that is longer. An interrupt ends the wait and the run; the flag is kept. An exception passes through: it is
    /// a bug, and no answer.
    ///
    /// Emits `elixir_scope.retry.attempt` for each repetition and `elixir_scope.retry.gave_up`.
    ///
    /// @param <T> type of the value
    /// @param body one attempt; safe to repeat
    /// @return the first success, or the last error with its type and code, how often and how long it was tried,
    ///     and why no more
    public <T> Result<T> run(Supplier<Result<T>> body) {
        account.call();
        var first = body.get();
        return first instanceof Result.Err<T> failure ? repeat(body, failure) : first;
    }

    private <T> Result<T> repeat(Supplier<Result<T>> body, Result.Err<T> first) {
        var steps = new RetrySteps(this);
        var failure = first;
        while (true) {
            switch (steps.next(failure.error())) {
                case RetryDecision.GiveUp end -> {
                    return Result.err(end.error());
                }
                case RetryDecision.RetryAfter(var delay) -> {
                    if (!tools.pause(delay)) {
                        return Result.err(steps.giveUp(failure.error(), GiveUpReason.INTERRUPTED)
                                .error());
                    }
                }
            }
            var result = body.get();
            if (!(result instanceof Result.Err<T> again)) {
                return result;
            }
            failure = again;
        }
    }

    /// Begins a call whose attempts and waits are the caller's own.
    ///
    /// @return its decisions
    public RetrySteps steps() {
        account.call();
        return new RetrySteps(this);
    }

    /// {@return what it did so far}
    public RetryCounts counts() {
        return new RetryCounts(name, account.calls(), retries.sum(), gaveUp.sum(), account.affords());
    }

    boolean takeRetry() {
        boolean paid = account.take();
        if (paid) {
            retries.increment();
        }
        return paid;
    }

    void countGaveUp() {
        gaveUp.increment();
    }

    RetryTools tools() {
        return tools;
    }

    /// {@return the name}
    @Override
    public String toString() {
        return name;
    }
}
