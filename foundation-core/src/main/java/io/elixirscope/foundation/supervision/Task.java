package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.ServerRuntime.Work;
import io.elixirscope.foundation.time.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One piece of work on a virtual thread of its own, started by a [TaskSupervisor]. Thread-safe.
///
/// It ends exactly once: with the result that it returned, with `S410 task_crashed` if it threw,
/// or with `S411 task_cancelled`. A task that was refused has ended before it began, with the
/// refusal. Any number of threads may wait for it.
///
/// @param <T> type of its value
public final class Task<T> {
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);

    private final TaskTable table;
    private final String operation;
    private final long sinceNanos;
    private final @Nullable FoundationError refusal;
    private final AtomicReference<@Nullable Result<T>> outcome = new AtomicReference<>();
    private final Work work;
    private final ConcurrentLinkedQueue<Runnable> watchers = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread thread;
    private volatile long endedNanos;

    /// How a task ended.
    enum End {
        OK,
        ERROR,
        EXCEPTION,
        CANCELLED
    }

    Task(TaskTable table, String operation) {
        this(table, operation, null);
    }

    private Task(TaskTable table, String operation, @Nullable FoundationError refusal) {
        this.table = table;
        this.operation = operation;
        this.refusal = refusal;
        this.work = new Work("task " + operation, this::done);
        this.sinceNanos = table.scheduler().clock().nanos();
    }

    /// One that never runs.
    static <T> Task<T> refused(TaskTable table, String operation, FoundationError error) {
        Task<T> task = new Task<>(table, operation, error);
        task.outcome.set(Result.err(error));
        return task;
    }

    /// What it does, for people.
    ///
    /// @return the operation's name
    public String operation() {
        return operation;
    }

    /// Waits for its end, at most 5 s and never beyond the deadline of the current context; see
    /// [#await(Duration)].
    ///
    /// @return its result, or why there is none
    public Result<T> await() {
        return await(DEFAULT_WAIT);
    }

    /// Waits for its end, never beyond the deadline of the current [ErrorContext]. Blocks.
    ///
    /// An `Err` is the task's own, or one of: `S410 task_crashed`; `S411 task_cancelled`; `S201
    /// resource_exhausted`, `S102 service_unavailable`, `S404 incarnation_fenced` (it was not
    /// started); `E301 timeout` (it goes on: [#cancel()] ends it); at once `S403 call_cycle` (it
    /// waits, directly or not, for the server or task that waits here: the names are in the
    /// message) and `S405 blocking_call_refused` (a handler of a non-blocking server waits, even
    /// for a task that has ended: [#poll()] does not wait); `S408 call_interrupted`, the flag
    /// kept.
    ///
    /// @param timeout how long to wait, `>= 0`
    /// @return its result, or why there is none
    /// @throws IllegalArgumentException if `timeout` is negative
    public Result<T> await(Duration timeout) {
        Duration limit = limit(timeout);
        Result<T> result = waitUntil(scheduler().deadlineAfter(limit));
        if (result != null) {
            return result;
        }
        return Result.err(
                Thread.currentThread().isInterrupted()
                        ? table.errors().interrupted(operation)
                        : table.errors().timeout(operation, limit));
    }

    /// Its result if it has ended. Does not block.
    ///
    /// @return empty while it runs
    public Optional<Result<T>> poll() {
        return Optional.ofNullable(outcome.get());
    }

    /// Waits for its end, as [#await(Duration)]; may be asked again. Of waiting itself come `S403
    /// call_cycle` and `S405 blocking_call_refused`.
    ///
    /// @param timeout how long to wait, `>= 0`
    /// @return empty if it has not ended by then or the waiting thread was interrupted, the flag
    ///     kept
    /// @throws IllegalArgumentException if `timeout` is negative
    public Optional<Result<T>> poll(Duration timeout) {
        return Optional.ofNullable(waitUntil(scheduler().deadlineAfter(limit(timeout))));
    }

    /// Whether it has ended.
    ///
    /// @return true once it has a result
    public boolean done() {
        return outcome.get() != null;
    }

    /// Ends it with `S411 task_cancelled` unless it has ended, and interrupts its own thread,
    /// never another. What it has done remains done; what it still returns is dropped and
    /// counted. Does not block.
    ///
    /// @return true if this ended it
    public boolean cancel() {
        return cancel(table.errors().cancelled(operation));
    }

    boolean cancel(FoundationError why) {
        if (!settle(Result.err(why), End.CANCELLED)) {
            return false;
        }
        Thread own = thread;
        if (own != null) {
            own.interrupt();
        }
        return true;
    }

    /// Its whole life, on its own thread.
    void run(Supplier<? extends Result<T>> body, ErrorContext context) {
        // first the thread, then the look: who cancels settles first, then looks for the thread
        thread = Thread.currentThread();
        try {
            if (!done()) {
                work.run(() -> work(body, context));
            }
        } finally {
            table.left(this);
        }
    }

    private void work(Supplier<? extends Result<T>> body, ErrorContext context) {
        Result<T> result;
        End end;
        try {
            result = context.call(() -> Objects.requireNonNull(body.get(), "a task gave null"));
            end = result instanceof Result.Ok ? End.OK : End.ERROR;
        } catch (Throwable thrown) {
            result = Result.err(table.errors().crashed(operation, thrown).in(context));
            end = End.EXCEPTION;
        }
        if (!settle(result, end)) {
            table.late();
        }
    }

    /// It could not be started.
    void stillborn(Throwable thrown) {
        boolean _ = settle(Result.err(table.errors().crashed(operation, thrown)), End.EXCEPTION);
        table.left(this);
    }

    private boolean settle(Result<T> result, End end) {
        long now = scheduler().clock().nanos();
        if (!outcome.compareAndSet(null, result)) {
            return false;
        }
        endedNanos = now;
        table.ended(end);
        for (Runnable watcher = watchers.poll(); watcher != null; watcher = watchers.poll()) {
            watcher.run();
        }
        table.tell(operation, end, now - sinceNanos, result);
        return true;
    }

    /// Runs `watcher` when it ends, on the thread that ends it; it must be short. Not if it has
    /// ended: look first and again.
    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    /// Its result, or why nobody may wait for it here; null if neither came in time.
    private @Nullable Result<T> waitUntil(long deadlineNanos) {
        FoundationError refused = table.errors().refusal(operation);
        if (refused != null) {
            return Result.err(refused);
        }
        return done() ? outcome.get() : parkUntil(deadlineNanos);
    }

    private @Nullable Result<T> parkUntil(long deadlineNanos) {
        Thread me = Thread.currentThread();
        Runnable watcher = () -> scheduler().wake(me);
        watchers.add(watcher);
        try {
            List<String> cycle = Work.enter(List.of(work));
            while (true) {
                Result<T> result = outcome.get();
                if (result == null && !cycle.isEmpty()) {
                    return Result.err(table.errors().cycle(operation, cycle));
                }
                if (result != null || me.isInterrupted() || scheduler().clock().nanos() >= deadlineNanos) {
                    return result;
                }
                scheduler().park(this, deadlineNanos);
            }
        } finally {
            Work.leave();
            watchers.remove(watcher);
        }
    }

    private static Duration limit(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be >= 0, was " + timeout);
        }
        Duration left = ErrorContext.current().flatMap(ErrorContext::remaining).orElse(timeout);
        return left.compareTo(timeout) < 0 ? left : timeout;
    }

    private Scheduler scheduler() {
        return table.scheduler();
    }

    /// When it ended; 0 before.
    long endedNanos() {
        return done() ? endedNanos : 0;
    }

    /// Why it was not started, null if it was.
    @Nullable
    FoundationError refusal() {
        return refusal;
    }

    /// What the search for wait cycles sees of it.
    Work work() {
        return work;
    }

    /// Its thread, null before it runs.
    @Nullable
    Thread thread() {
        return thread;
    }

    @Override
    public String toString() {
        return "Task[" + operation + "]";
    }
}
