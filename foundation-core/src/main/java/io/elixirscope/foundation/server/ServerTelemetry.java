package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.telemetry.TelemetryEvent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// The telemetry events of all servers of one [Telemetry]; each emission names its server. Immutable.
final class ServerTelemetry {
    final TelemetryEvent call;
    final TelemetryEvent cast;
    final TelemetryEvent crashed;
    final TelemetryEvent overrun;
    final TelemetryEvent stuck;
    private final Telemetry telemetry;
    private final Map<Loss, TelemetryEvent> losses = new EnumMap<>(Loss.class);

    ServerTelemetry(Telemetry telemetry) {
        this.telemetry = telemetry;
        call = telemetry.event("elixir_scope.server.call", MeasurementUnit.NANOSECONDS, "server", "message", "outcome");
        cast = telemetry.event("elixir_scope.server.cast", MeasurementUnit.COUNT, "server", "message", "outcome");
        crashed = telemetry.event(
                "elixir_scope.server.crashed", MeasurementUnit.COUNT, "server", "message", "error", "epoch");
        stuck = telemetry.event(
                "elixir_scope.server.stuck", MeasurementUnit.NANOSECONDS, "server", "message", "thread", "stack");
        for (Loss kind : Loss.values()) {
            losses.put(kind, telemetry.event(kind.event, MeasurementUnit.COUNT, "server"));
        }
        overrun = event(Loss.OVERRUN);
    }

    /// Whether these are events of `other`.
    boolean isOf(Telemetry other) {
        return telemetry.equals(other);
    }

    /// What is emitted for a loss; its value is how many.
    TelemetryEvent event(Loss kind) {
        return Objects.requireNonNull(losses.get(kind));
    }

    /// A call that its caller ran is over.
    void told(ServerCell<?, ?> server, Message<?> message, Result<?> answer, long nanos, Duration limit) {
        if (limit.compareTo(Duration.ofNanos(nanos)) <= 0) {
            server.lost(Loss.OVERRUN, 1);
        }
        if (call.enabled()) {
            String type = HandlerTable.typeOf(message).getSimpleName();
            call.emit(nanos, server.name(), type, answer instanceof Result.Ok ? "ok" : "error");
        }
    }
}
