package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.telemetry.TelemetryEvent;

/// The telemetry events of task supervisors.
final class TaskTelemetry {
    final TelemetryEvent completed;
    final TelemetryEvent refused;
    final TelemetryEvent abandoned;

    TaskTelemetry(Telemetry telemetry) {
        completed = telemetry.event(
                "elixir_scope.task.completed", MeasurementUnit.NANOSECONDS, "supervisor", "operation", "outcome");
        refused = telemetry.event("elixir_scope.task.refused", MeasurementUnit.COUNT, "supervisor");
        abandoned = telemetry.event(
                "elixir_scope.task.abandoned", MeasurementUnit.COUNT, "supervisor", "operation", "thread");
    }
}
