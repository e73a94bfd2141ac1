package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.telemetry.Tally;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The tasks of one supervisor whose thread has not ended, and the counts of all. It outlives the server that tends
/// it: a crash of that server touches no task. Thread-safe.
final class TaskTable {
    /// How long an interrupted task may take to come back before it is abandoned.
    static final Duration GRACE = Duration.ofSeconds(1);

    private final ServerRuntime runtime;
    private final String name;
    private final int maxTasks;
    private final TaskErrors errors;
    private final TaskTelemetry telemetry;
    private final Tally refusals;
    private final Set<Task<?>> present = ConcurrentHashMap.newKeySet();
    /// Places taken: never above `maxTasks`.
    private final AtomicInteger places = new AtomicInteger();
    private final LongAdder started = new LongAdder();
    /// Never changed after it is made.
    private final Map<Task.End, LongAdder> ends = new EnumMap<>(Task.End.class);
    private final LongAdder late = new LongAdder();
    private final AtomicLong abandoned = new AtomicLong();
    private volatile boolean open;
    /// Who waits until no task is left.
    private volatile @Nullable Thread stopper;

    TaskTable(ServerRuntime runtime, String name, int maxTasks) {
        this.runtime = runtime;
        this.name = name;
        this.maxTasks = maxTasks;
        this.errors = new TaskErrors(name);
        this.telemetry = new TaskTelemetry(runtime.telemetry());
        this.refusals = new Tally(runtime.scheduler(), runtime.timers(), telemetry.refused, name);
        for (Task.End end : Task.End.values()) {
            ends.put(end, new LongAdder());
        }
    }

    <T> Task<T> start(String operation, Supplier<? extends Result<T>> body) {
        Incarnation sender = Incarnation.current();
        if (sender != null && sender.fenced()) {
            return refused(operation, errors.fenced(operation, sender));
        }
        if (!open) {
            return refused(operation, errors.closed(operation));
        }
        if (!reserve()) {
            return refused(operation, errors.full(operation, maxTasks));
        }
        Task<T> task = new Task<>(this, operation);
        // first in, then look: who closes looks at the tasks afterwards
        present.add(task);
        if (!open) {
            left(task);
            return refused(operation, errors.closed(operation));
        }
        started.increment();
        ErrorContext context = context(operation);
        try {
            scheduler().start("task " + operation, ThreadKind.VIRTUAL, () -> task.run(body, context));
        } catch (Throwable thrown) {
            task.stillborn(thrown);
        }
        return task;
    }

    private <T> Task<T> refused(String operation, FoundationError error) {
        refusals.add(1);
        return Task.refused(this, operation, error);
    }

    private boolean reserve() {
        while (true) {
            int taken = places.get();
            if (taken >= maxTasks) {
                return false;
            }
            if (places.compareAndSet(taken, taken + 1)) {
                return true;
            }
        }
    }

    private ErrorContext context(String operation) {
        ErrorContext captured = ErrorContext.currentOrNull();
        String step = "task " + operation;
        return captured == null
                ? ErrorContext.root(step, scheduler().clock(), scheduler()::random)
                : captured.child(step);
    }

    /// The thread of a task is at its end.
    void left(Task<?> task) {
        present.remove(task);
        places.decrementAndGet();
        Thread waiting = stopper;
        if (waiting != null) {
            scheduler().wake(waiting);
        }
    }

    void ended(Task.End end) {
        Objects.requireNonNull(ends.get(end)).increment();
    }

    /// A task returned or threw after its cancellation.
    void late() {
        late.increment();
    }

    void tell(String operation, Task.End end, long nanos, Result<?> result) {
        switch (end) {
            case ERROR, EXCEPTION -> {
                if (result instanceof Result.Err<?>(var error)) {
                    runtime.errors().record(error);
                }
            }
            case OK, CANCELLED -> {
                // no error occurred: a cancellation is somebody's wish
            }
        }
        telemetry.completed.emit(nanos, name, operation, word(end));
    }

    private static String word(Task.End end) {
        return switch (end) {
            case OK -> "ok";
            case ERROR -> "error";
            case EXCEPTION -> "exception";
            case CANCELLED -> "cancelled";
        };
    }

    void open() {
        open = true;
    }

    /// Cancels all tasks that have not ended.
    int cancelAll() {
        int cancelled = 0;
        for (Task<?> task : present) {
            if (task.cancel()) {
                cancelled++;
            }
        }
        return cancelled;
    }

    /// Refuses new tasks, gives the running ones their time, interrupts those that are left, and abandons those that
    /// do not come back from that. Blocks as long.
    void stop(Shutdown how) {
        open = false;
        stopper = Thread.currentThread();
        awaitAll(
                switch (how) {
                    case Shutdown.Immediate _ -> scheduler().clock().nanos();
                    case Shutdown.Within(var limit) -> scheduler().deadlineAfter(limit);
                    case Shutdown.Unbounded _ -> Scheduler.NO_DEADLINE;
                });
        present.forEach(task -> task.cancel(errors.stopped(task.operation())));
        awaitAll(scheduler().deadlineAfter(GRACE));
        stopper = null;
        present.forEach(this::abandon);
    }

    /// Until no task is left, the deadline, or an interrupt: the time of who stops is over then.
    private void awaitAll(long deadlineNanos) {
        while (!present.isEmpty() && scheduler().clock().nanos() < deadlineNanos) {
            if (Thread.interrupted()) {
                return;
            }
            scheduler().park(this, deadlineNanos);
        }
    }

    private void abandon(Task<?> task) {
        abandoned.incrementAndGet();
        Thread thread = task.thread();
        telemetry.abandoned.emit(1, name, task.operation(), thread == null ? null : thread.getName());
    }

    /// Tasks that were ended by others longer ago than [#GRACE] and whose threads still run.
    List<Task<?>> lingering() {
        long before = scheduler().clock().nanos() - GRACE.toNanos();
        return present.stream()
                .filter(task -> task.endedNanos() != 0 && task.endedNanos() < before)
                .<Task<?>>map(task -> task)
                .toList();
    }

    TaskSupervisor.Counts counts() {
        return new TaskSupervisor.Counts(
                started.sum(),
                sum(Task.End.OK),
                sum(Task.End.ERROR),
                sum(Task.End.EXCEPTION),
                sum(Task.End.CANCELLED),
                refusals.total());
    }

    private long sum(Task.End end) {
        return Objects.requireNonNull(ends.get(end)).sum();
    }

    boolean isOpen() {
        return open;
    }

    int running() {
        return places.get();
    }

    int maxTasks() {
        return maxTasks;
    }

    long lateEnds() {
        return late.sum();
    }

    long abandonedEver() {
        return abandoned.get();
    }

    TaskErrors errors() {
        return errors;
    }

    Scheduler scheduler() {
        return runtime.scheduler();
    }
}
