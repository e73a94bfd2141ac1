package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Clock;
import io.elixirscope.foundation.time.Scheduler;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call, on its caller's thread: from the checks to the answer or the deadline.
final class Caller<R> {
    private final ServerCell<?, ?> cell;
    private final Call<?, R> message;
    private final Scheduler scheduler;
    private final @Nullable ErrorContext context;
    private final @Nullable Incarnation sender;
    private final Duration limit;
    private final long startNanos;
    private final long deadlineNanos;
    /// The newest start, if the deadline found no incarnation that runs; null else.
    private @Nullable Object awaySince;

    Caller(ServerCell<?, ?> cell, Call<?, R> message, Duration timeout) {
        this.cell = cell;
        this.message = message;
        this.scheduler = cell.runtime().scheduler();
        this.context = ErrorContext.currentOrNull();
        this.sender = Incarnation.current();
        this.startNanos = scheduler.clock().nanos();
        this.limit = shorter(timeout, context, scheduler.clock(), startNanos);
        this.deadlineNanos = Scheduler.deadline(startNanos, limit);
    }

    /// The time-out, or what is left of the context's deadline if that is less.
    ///
    /// @param now what the clock said just now
    static Duration shorter(Duration timeout, @Nullable ErrorContext context, Clock clock, long now) {
        long left = context == null ? Long.MAX_VALUE : context.remainingNanos(clock, now);
        return left == Long.MAX_VALUE || timeout.compareTo(Duration.ofNanos(left)) <= 0
                ? timeout
                : Duration.ofNanos(left);
    }

    Result<R> call() {
        Result<R> answer = send();
        ServerTelemetry telemetry = cell.telemetry();
        if (telemetry.call.enabled()) {
            long nanos = scheduler.clock().nanos() - startNanos;
            telemetry.call.emit(nanos, cell.name(), label(), answer instanceof Result.Ok ? "ok" : "error");
        }
        return answer;
    }

    private Result<R> send() {
        Incarnation from = sender;
        if (from != null && from.fenced()) {
            return Result.err(ServerErrors.fenced(from));
        }
        if (from != null && !cell.nonBlocking() && from.mustNotBlock()) {
            return Result.err(ServerErrors.blocking(from.server(), "a call of server " + cell.name()));
        }
        Incarnation target = cell.incarnation();
        if (from != null && target != null && target.onOwnThread()) {
            return Result.err(ServerErrors.cycle(cell.name(), WaitGraph.inside(from, target)));
        }
        Lifecycle now = cell.lifecycle();
        if (!now.accepts()) {
            return Result.err(ServerErrors.unavailable(cell.name(), now));
        }
        if (cell.nonBlocking() && scheduler.clock().nanos() >= deadlineNanos) {
            return Result.err(late(now));
        }
        StackRoom.need(); // from here threads are started and woken
        Result<R> own = cell.contend(message, limit, deadlineNanos);
        if (own != null) {
            countOverrun();
            return own;
        }
        if (!cell.mailbox().reserve()) {
            cell.lost(Loss.MAILBOX_FULL, 1);
            FoundationError refused = new PlaceWait(cell, label(), deadlineNanos)
                    .await(() -> ServerErrors.noPlace(cell.name(), label(), limit));
            if (refused != null) {
                return Result.err(refused);
            }
        }
        Envelope envelope = Envelope.call(message, context, Thread.currentThread());
        cell.enqueue(envelope);
        return awaitAnswer(envelope);
    }

    private void countOverrun() {
        if (deadlineNanos <= scheduler.clock().nanos()) {
            cell.lost(Loss.OVERRUN, 1);
        }
    }

    /// Waits for the answer to a call that is linked or was deferred.
    Result<R> awaitAnswer(Envelope envelope) {
        Waiter me = Frame.mine().innermost();
        try {
            List<String> cycle =
                    envelope.settled() ? List.of() : WaitGraph.enter(me, new WaitGraph.ForServer(me, cell, envelope));
            FoundationError end = cycle.isEmpty() ? null : ServerErrors.cycle(cell.name(), cycle);
            while (true) {
                Result<?> answer = envelope.answer();
                if (answer != null) {
                    return typed(answer);
                }
                if (end == null) {
                    end = endOfWait(envelope);
                }
                if (end == null && cell.leftBehind()) {
                    end = ServerErrors.stackExhausted(cell.name(), label());
                }
                if (end == null) {
                    scheduler.park(envelope, deadlineNanos);
                } else if (envelope.giveUp()) {
                    return Result.err(stillAway() ? end : late(Lifecycle.RUNNING));
                }
            }
        } finally {
            WaitGraph.leave(me);
        }
    }

    /// Why waiting ends without success; null if it goes on.
    private @Nullable FoundationError endOfWait(Envelope envelope) {
        if (Thread.currentThread().isInterrupted()) {
            return ServerErrors.interrupted(cell.name(), label());
        }
        if (scheduler.clock().nanos() < deadlineNanos) {
            return null;
        }
        Object newestStart = cell.newestStart();
        Lifecycle now = cell.lifecycle();
        if (now.mayHandle() || envelope.deferredBy != null) {
            return late(now);
        }
        awaySince = newestStart;
        return ServerErrors.unavailable(cell.name(), now);
    }

    /// `S102` says that no handler ran. A server that was away at the deadline may have come back
    /// before the call was given up; then one may have.
    private boolean stillAway() {
        return awaySince == null || awaySince.equals(cell.newestStart());
    }

    private FoundationError late(Lifecycle now) {
        return ServerErrors.timeout(cell.name(), label(), limit, now);
    }

    private String label() {
        return HandlerTable.typeOf(message).getSimpleName();
    }

    @SuppressWarnings("unchecked") // the handler's reply type is that of the message
    private Result<R> typed(Result<?> answer) {
        return (Result<R>) answer;
    }
}
