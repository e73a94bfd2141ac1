package io.elixirscope.foundation.retry;

import io.elixirscope.foundation.error.Result;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The examples of the documentation of retries; `RetrySnippetsSmokeTest` runs them.
final class RetrySnippets {

    private RetrySnippets() {}

    // @start region="run"
    static Result<String> charge(Retry retry, Supplier<Result<String>> gateway) {
        RetryOperation charge = retry.operation("payments.charge", RetryLimits.DEFAULT.withMaxAttempts(3));
        return charge.run(gateway);
    }
    // @end region="run"

    // @start region="steps"
    static Result<String> poll(Retry retry, Supplier<Result<String>> report, Consumer<Duration> wait) {
        RetrySteps steps = retry.steps("reports.poll");
        while (true) {
            switch (report.get()) {
                case Result.Ok<String> ready -> {
                    return ready;
                }
                case Result.Err<String>(var error) -> {
                    switch (steps.next(error)) {
                        case RetryDecision.RetryAfter(var delay) -> wait.accept(delay);
                        case RetryDecision.GiveUp end -> {
                            return Result.err(end.error());
                        }
                    }
                }
            }
        }
    }
    // @end region="steps"
}
