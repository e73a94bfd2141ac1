package io.elixirscope.foundation.retry;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.time.Scheduler;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Repeats what failed, as the error's own strategy says: the errors of [Result] know whether and when. Thread-safe.
///
/// An operation has a name, limits and a budget that all its calls share; keep its handle where it is used often.
///
/// {@snippet class="io.elixirscope.foundation.retry.RetrySnippets" region="run"}
///
/// At most [#MAX_OPERATIONS] operations have a budget of their own; further ones share one, named `other`.
public final class Retry {
    /// Operations with a budget of their own. Unit: operations.
    public static final int MAX_OPERATIONS = 1_000;

    private static final int MAX_NAME = 128;
    private static final String OTHER = "other";

    private final RetryTools tools;
    private final ConcurrentHashMap<String, RetryOperation> operations = new ConcurrentHashMap<>();
    private final BudgetAccount others;

    /// Retries without operations.
    ///
    /// @param scheduler gives time and chance, and waits
    /// @param telemetry emits attempts and givings-up
    /// @param errors records what was given up with
    public Retry(Scheduler scheduler, Telemetry telemetry, Errors errors) {
        this.tools = new RetryTools(scheduler, telemetry, errors);
        this.others = new BudgetAccount(RetryBudget.DEFAULT, scheduler.clock());
    }

    /// The handle of an operation, with the limits it was first declared with or [RetryLimits#DEFAULT].
    ///
    /// @param name 1 to 128 characters, such as `payments.charge`
    /// @return the same handle for the same name
    public RetryOperation operation(String name) {
        var known = operations.get(name);
        return known != null ? known : declare(name, RetryLimits.DEFAULT);
    }

    /// The handle of an operation. Declared twice, the limits must be the same.
    ///
    /// @param name 1 to 128 characters, such as `payments.charge`
    /// @param limits how far it goes in repeating
    /// @return the same handle for the same name
    public RetryOperation operation(String name, RetryLimits limits) {
        var declared = declare(name, limits);
        if (!declared.limits().equals(limits)) {
            throw new IllegalArgumentException("operation " + name + " is declared with " + declared.limits()
                    + ", a second declaration must say the same, said " + limits);
        }
        return declared;
    }

    /// Runs a body until it succeeds or repeating makes no sense any more, as [RetryOperation#run]. Blocks between
    /// attempts.
    ///
    /// @param <T> type of the value
    /// @param operation name of the operation; looked up each time
    /// @param body one attempt; safe to repeat
    /// @return the first success, or the last error
    public <T> Result<T> run(String operation, Supplier<Result<T>> body) {
        return operation(operation).run(body);
    }

    /// Begins a call whose attempts and waits are the caller's own.
    ///
    /// @param operation name of the operation
    /// @return its decisions
    public RetrySteps steps(String operation) {
        return operation(operation).steps();
    }

    /// What each operation did so far, sorted by name; those that share a budget are not in it.
    ///
    /// @return at most [#MAX_OPERATIONS]
    public List<RetryCounts> counts() {
        return operations.values().stream()
                .map(RetryOperation::counts)
                .sorted(Comparator.comparing(RetryCounts::operation))
                .toList();
    }

    private RetryOperation declare(String name, RetryLimits limits) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "name of an operation must be 1 to " + MAX_NAME + " characters, was \"" + name + "\"");
        }
        if (operations.size() >= MAX_OPERATIONS && !operations.containsKey(name)) {
            return new RetryOperation(OTHER, limits, tools, others);
        }
        return operations.computeIfAbsent(
                name,
                _ -> new RetryOperation(
                        name, limits, tools, new BudgetAccount(limits.budget(), tools.scheduler.clock())));
    }
}
