package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.telemetry.TelemetryEvent;

/// The telemetry events of supervisors.
final class SupervisionTelemetry {
    final TelemetryEvent restarted;
    final TelemetryEvent waiting;
    final TelemetryEvent shutDown;
    final TelemetryEvent gaveUp;
    final TelemetryEvent childAbandoned;

    SupervisionTelemetry(Telemetry telemetry) {
        restarted = telemetry.event(
                "elixir_scope.supervisor.restarted", MeasurementUnit.COUNT, "supervisor", "child", "reason");
        waiting = telemetry.event(
                "elixir_scope.supervisor.waiting", MeasurementUnit.NANOSECONDS, "supervisor", "child", "reason");
        shutDown = telemetry.event("elixir_scope.supervisor.shut_down", MeasurementUnit.COUNT, "supervisor", "child");
        gaveUp = telemetry.event(
                "elixir_scope.supervisor.gave_up", MeasurementUnit.COUNT, "supervisor", "child", "reason");
        childAbandoned = telemetry.event(
                "elixir_scope.supervisor.child_abandoned", MeasurementUnit.COUNT, "child", "epoch", "thread");
    }
}
