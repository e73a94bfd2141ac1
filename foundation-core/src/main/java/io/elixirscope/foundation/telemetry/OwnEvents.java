package io.elixirscope.foundation.telemetry;

import java.util.List;

/// What telemetry tells of itself.
final class OwnEvents {
    final TelemetryEvent quarantined;
    final TelemetryEvent slow;
    final TelemetryEvent dropped;
    final TelemetryEvent overflow;

    private final Dispatcher dispatcher;
    private final HandlerTable table;

    OwnEvents(Dispatcher dispatcher, HandlerTable table) {
        this.dispatcher = dispatcher;
        this.table = table;
        quarantined = make(
                "handler_quarantined", MeasurementUnit.COUNT, List.of("handler", "event", "failure", "retry_nanos"));
        slow = make("handler_slow", MeasurementUnit.NANOSECONDS, List.of("handler", "event", "calls"));
        dropped = make("dropped", MeasurementUnit.COUNT, List.of("reason"));
        overflow = make("overflow", MeasurementUnit.COUNT, List.of());
    }

    private TelemetryEvent make(String thing, MeasurementUnit unit, List<String> keys) {
        String name = "elixir_scope.telemetry." + thing;
        TelemetryEvent event = table.findOrCreate(dispatcher, name, new EventShape(unit, keys, true));
        if (event == null) {
            throw new IllegalStateException("event table must have room for " + name);
        }
        return event;
    }
}
