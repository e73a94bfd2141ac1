package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Clock;
import io.elixirscope.foundation.time.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Casts, on their senders' threads: from the checks to the mailbox.
final class Caster {
    private Caster() {}

    static Result<Done> cast(ServerCell<?, ?> cell, Cast<?> message) {
        FoundationError refused = send(cell, message);
        ServerTelemetry telemetry = cell.telemetry();
        if (telemetry.cast.enabled()) {
            telemetry.cast.emit(1, cell.name(), label(message), refused == null ? "ok" : "error");
        }
        return refused == null ? Result.done() : Result.err(refused);
    }

    /// Why it does not wait in the mailbox, null if it does.
    private static @Nullable FoundationError send(ServerCell<?, ?> cell, Cast<?> message) {
        Incarnation sender = Incarnation.current();
        if (sender != null && sender.fenced()) {
            return ServerErrors.fenced(sender);
        }
        ErrorContext context = ErrorContext.currentOrNull();
        Lifecycle now = cell.lifecycle();
        if (sender != null && sender.cell() == cell && !now.closed()) {
            cell.enqueue(Envelope.own(message, context, sender.epoch()));
            return null;
        }
        if (!now.accepts()) {
            return ServerErrors.unavailable(cell.name(), now);
        }
        Envelope envelope = Envelope.cast(message, context);
        return switch (cell.overflow()) {
            case GenServer.Overflow.Reject _ -> cell.mailbox().reserve() ? enqueued(cell, envelope) : full(cell);
            case GenServer.Overflow.Block(var limit) ->
                cell.mailbox().reserve() ? enqueued(cell, envelope) : waiting(cell, envelope, sender, limit);
            case GenServer.Overflow.DropOldest _ -> dropping(cell, envelope);
        };
    }

    private static @Nullable FoundationError enqueued(ServerCell<?, ?> cell, Envelope envelope) {
        cell.enqueue(envelope);
        return null;
    }

    private static FoundationError full(ServerCell<?, ?> cell) {
        cell.lost(Loss.MAILBOX_FULL, 1);
        return ServerErrors.full(cell.name(), cell.mailbox().capacity());
    }

    private static @Nullable FoundationError dropping(ServerCell<?, ?> cell, Envelope envelope) {
        StackRoom.need(); // a cast without its ticket would be one too many for ever
        WaitingCasts.Placed placed = cell.mailbox().place(envelope);
        return switch (placed) {
            case LINKED, LINKED_OWNERLESS -> {
                cell.linked(placed == WaitingCasts.Placed.LINKED_OWNERLESS);
                yield null;
            }
            case FOR_OLDEST -> {
                cell.lost(Loss.MAILBOX_FULL, 1);
                cell.lost(Loss.DROPPED, 1);
                yield null;
            }
            case NOT -> full(cell);
        };
    }

    private static @Nullable FoundationError waiting(
            ServerCell<?, ?> cell, Envelope envelope, @Nullable Incarnation sender, Duration limit) {
        if (sender != null && sender.mustNotBlock()) {
            return full(cell);
        }
        cell.lost(Loss.MAILBOX_FULL, 1);
        Scheduler scheduler = cell.runtime().scheduler();
        Clock clock = scheduler.clock();
        Duration allowed = Caller.shorter(limit, envelope.context, clock, clock.nanos());
        FoundationError refused = new PlaceWait(cell, envelope.label(), scheduler.deadlineAfter(allowed))
                .await(() -> allowed.equals(limit)
                        ? ServerErrors.stillFull(cell.name(), cell.mailbox().capacity(), limit)
                        : ServerErrors.noPlace(cell.name(), envelope.label(), allowed));
        if (refused == null && sender != null && sender.fenced()) {
            cell.mailbox().giveBackPlace();
            return ServerErrors.fenced(sender);
        }
        return refused == null ? enqueued(cell, envelope) : refused;
    }

    private static String label(Message<?> message) {
        return HandlerTable.typeOf(message).getSimpleName();
    }
}
