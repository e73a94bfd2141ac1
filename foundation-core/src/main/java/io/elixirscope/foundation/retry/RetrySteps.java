package io.elixirscope.foundation.retry;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.RetryStrategy;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The decisions of one call, for a loop of one's own: ask [#next] after each failed attempt, wait as it says, try
/// again. Not thread-safe; one object for one call.
///
/// {@snippet class="io.elixirscope.foundation.retry.RetrySnippets" region="steps"}
public final class RetrySteps {
    private final RetryOperation operation;
    private final RetryTools tools;
    private int attempts;
    private long firstFailureNanos;

    RetrySteps(RetryOperation operation) {
        this.operation = operation;
        this.tools = operation.tools();
    }

    /// Decides after a failed attempt. Does not block.
    ///
    /// Gives up where the error's type is not retryable, the attempts are used up, the delay is longer than the
    /// limit or would end after the deadline of the current context, this thread is interrupted, or the budget is
    /// used up. Each decision is a breadcrumb of the current context. The error given up with is recorded as
    /// having occurred.
    ///
    /// Emits `elixir_scope.retry.attempt` or `elixir_scope.retry.gave_up`.
    ///
    /// @param error what the attempt failed with
    /// @return when to try again, or the error to answer with
    public RetryDecision next(FoundationError error) {
        attempts++;
        if (attempts == 1) {
            firstFailureNanos = tools.nanos();
        }
        var context = ErrorContext.currentOrNull();
        Optional<Duration> remaining = context == null ? Optional.empty() : context.remaining();
        var failure = new RetryLogic.Failure(strategy(error), error.retryAfter(), attempts, remaining);
        return switch (RetryLogic.decide(failure, operation.limits(), tools.scheduler.random())) {
            case RetryLogic.Verdict.Stop(var reason) -> giveUp(error, reason);
            case RetryLogic.Verdict.Repeat(var delay) -> {
                if (Thread.currentThread().isInterrupted()) {
                    yield giveUp(error, GiveUpReason.INTERRUPTED);
                }
                yield operation.takeRetry() ? again(error, delay) : giveUp(error, GiveUpReason.BUDGET);
            }
        };
    }

    /// {@return attempts that have failed so far}
    public int attempts() {
        return attempts;
    }

    private RetryDecision again(FoundationError error, Duration delay) {
        String code = RetryTools.code(error);
        tools.attempt.emit(delay.toNanos(), operation.name(), attempts + 1, code);
        crumb("attempt " + attempts + " failed with " + code + ", again in " + millis(delay));
        return new RetryDecision.RetryAfter(delay);
    }

    RetryDecision.GiveUp giveUp(FoundationError error, GiveUpReason reason) {
        String code = RetryTools.code(error);
        String why = reason.name().toLowerCase(Locale.ROOT);
        var lasted = Duration.ofNanos(tools.nanos() - firstFailureNanos);
        crumb("gave up after attempt " + attempts + " failed with " + code + ": " + why);
        var told = error.with("operation", operation.name())
                .with("attempts", attempts)
                .with("retriedFor", lasted)
                .with("gaveUp", why);
        var context = ErrorContext.currentOrNull();
        var placed = context == null ? told : told.in(context);
        operation.countGaveUp();
        tools.gaveUp.emit(lasted.toNanos(), operation.name(), attempts, code, why);
        tools.errors.record(placed);
        return new RetryDecision.GiveUp(placed, reason);
    }

    private void crumb(String what) {
        var context = ErrorContext.currentOrNull();
        if (context != null) {
            context.breadcrumb(operation.name() + ": " + what);
        }
    }

    /// What the type says; one that fails to say it is not repeated.
    private static RetryStrategy strategy(FoundationError error) {
        try {
            return error.type().retry();
        } catch (RuntimeException _) {
            return new RetryStrategy.None(); // the report of the error shows what its type throws
        }
    }

    private static String millis(Duration delay) {
        return delay.toNanos() < 1_000_000 ? delay.toNanos() / 1_000 + " µs" : delay.toMillis() + " ms";
    }
}
