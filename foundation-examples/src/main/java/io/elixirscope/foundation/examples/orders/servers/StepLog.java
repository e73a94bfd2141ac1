package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.Services;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.examples.orders.lines.Fields;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.telemetry.TelemetryEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes the steps of orders, each once. A store that does not answer as it should is no foreseen failure for the
/// shop:
/// it throws, and the server's supervisor decides.
final class StepLog {

    private final Events events;
    private final TelemetryEvent resumed;

    StepLog(Services services) {
        this.events = services.events();
        this.resumed = services.telemetry().event(Shop.RESUMED, MeasurementUnit.COUNT, "server");
    }

    /// Tells that an incarnation has read what there is, and has handed on what was left.
    void resumed(String server) {
        resumed.emit(1, server);
    }

    /// The event of a step that was taken before; empty if it was not.
    Optional<StoredEvent> taken(OrderStep step, Order order) {
        Result<StoredEvent> found = events.get(step.eventId(order.id()));
        if (found instanceof Result.Err<StoredEvent>(var error) && error.type() == FoundationErrorType.DATA_NOT_FOUND) {
            return Optional.empty();
        }
        return Optional.of(found.orElseThrow());
    }

    /// Stores the event of a step that was not taken before. Once this returns it is durable.
    ///
    /// @param cause the event of the step before; null for the first
    /// @return its position
    long take(OrderStep step, Order order, String type, @Nullable Event cause, Fields data) {
        var event = events.event(type, step.eventId(order.id()))
                .subject(order.id())
                .correlationId(order.correlationId())
                .causeId(cause == null ? null : cause.id())
                .data(data.toValue())
                .buildOrThrow();
        return events.append(event).orElseThrow().position();
    }
}
