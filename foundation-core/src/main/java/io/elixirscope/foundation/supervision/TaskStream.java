package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.ServerRuntime.Work;
import io.elixirscope.foundation.time.Scheduler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One task for each item, a bounded number of them at a time, started as the results are taken.
/// Made by [TaskSupervisor#stream]. For one thread at a time.
///
/// Every item gives exactly one result, also one whose task crashed or was refused. When the
/// deadline of the current [ErrorContext] passes or the taking thread is interrupted, what runs
/// is cancelled, and the items that are left give `E301 timeout` or `S408 call_interrupted`
/// without being started. Likewise `S405 blocking_call_refused` in a handler of a non-blocking
/// server, and `S403 call_cycle` if all tasks that run wait for the server or task that takes.
///
/// @param <I> type of the items
/// @param <T> type of the values
public final class TaskStream<I, T> implements Iterator<TaskStream.Item<I, T>>, AutoCloseable {
    private final TaskTable table;
    private final String operation;
    private final Iterator<? extends I> items;
    private final int maxConcurrency;
    private final StreamOrder order;
    private final Function<? super I, ? extends Result<T>> work;
    private final ArrayDeque<Running<I, T>> window = new ArrayDeque<>();
    private @Nullable FoundationError cut;
    private boolean closed;
    private volatile @Nullable Thread taker;

    /// What became of one item.
    ///
    /// @param <I> type of the item
    /// @param <T> type of the value
    /// @param item the item
    /// @param result what its task gave
    public record Item<I, T>(I item, Result<T> result) {}

    private record Running<I, T>(I item, Task<T> task) {}

    TaskStream(
            TaskTable table,
            String operation,
            Iterator<? extends I> items,
            int maxConcurrency,
            StreamOrder order,
            Function<? super I, ? extends Result<T>> work) {
        this.table = table;
        this.operation = operation;
        this.items = items;
        this.maxConcurrency = maxConcurrency;
        this.order = order;
        this.work = work;
    }

    /// Whether there is an item left. Does not wait for a task.
    ///
    /// @return false after the last item and after [#close()]
    @Override
    public boolean hasNext() {
        return !closed && (!window.isEmpty() || items.hasNext());
    }

    /// Starts tasks up to the bound and waits for the next result. Blocks.
    ///
    /// @return an item and its result
    /// @throws NoSuchElementException after the last item and after [#close()]
    @Override
    public Item<I, T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the stream of " + operation + " has no more items");
        }
        if (cut == null) {
            cut = table.errors().refusal(operation);
        }
        fill();
        Running<I, T> ready = cut == null ? await() : null;
        if (ready == null) {
            return afterCut();
        }
        window.remove(ready);
        return new Item<>(ready.item(), ready.task().poll().orElseThrow());
    }

    /// All that is left.
    ///
    /// @return items and results in the stream's order
    public List<Item<I, T>> toList() {
        List<Item<I, T>> all = new ArrayList<>();
        forEachRemaining(all::add);
        return List.copyOf(all);
    }

    /// Cancels what runs and ends the stream. Does not block. Idempotent.
    @Override
    public void close() {
        closed = true;
        window.forEach(running -> running.task().cancel());
        window.clear();
    }

    private void fill() {
        while (cut == null && window.size() < maxConcurrency && items.hasNext()) {
            I item = items.next();
            Task<T> task = table.start(operation, () -> work.apply(item));
            task.watch(this::ended);
            window.add(new Running<>(item, task));
        }
    }

    private void ended() {
        Thread waiting = taker;
        if (waiting != null) {
            table.scheduler().wake(waiting);
        }
    }

    /// The next that has ended; null if the stream was cut first.
    private @Nullable Running<I, T> await() {
        Scheduler scheduler = table.scheduler();
        var remaining = ErrorContext.current().flatMap(ErrorContext::remaining);
        long deadline = remaining.map(scheduler::deadlineAfter).orElse(Scheduler.NO_DEADLINE);
        taker = Thread.currentThread();
        try {
            List<String> cycle = ready() == null ? Work.enter(needed()) : List.of();
            while (true) {
                Running<I, T> ready = ready();
                if (ready != null) {
                    return ready;
                }
                if (!cycle.isEmpty()) {
                    cut = table.errors().cycle(operation, cycle);
                    return null;
                }
                if (Thread.currentThread().isInterrupted()) {
                    cut = table.errors().interrupted(operation);
                    return null;
                }
                if (scheduler.clock().nanos() >= deadline) {
                    cut = table.errors().timeout(operation, remaining.orElseThrow());
                    return null;
                }
                scheduler.park(this, deadline);
            }
        } finally {
            Work.leave();
            taker = null;
        }
    }

    /// Whose end the next result waits for: any of these.
    private List<Work> needed() {
        return window.stream()
                .limit(order == StreamOrder.ORDERED ? 1 : window.size())
                .map(running -> running.task().work())
                .toList();
    }

    private @Nullable Running<I, T> ready() {
        for (Running<I, T> running : window) {
            if (running.task().done()) {
                return running;
            }
            if (order == StreamOrder.ORDERED) {
                return null;
            }
        }
        return null;
    }

    private Item<I, T> afterCut() {
        FoundationError error = Objects.requireNonNull(cut);
        Running<I, T> running = window.poll();
        if (running == null) {
            return new Item<>(items.next(), Result.err(error));
        }
        boolean cancelled = running.task().cancel();
        return new Item<>(
                running.item(),
                cancelled ? Result.err(error) : running.task().poll().orElseThrow());
    }
}
