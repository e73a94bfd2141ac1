package io.elixirscope.foundation.health;

import static java.util.Objects.requireNonNull;

import io.elixirscope.foundation.telemetry.Telemetry;

/// The check of telemetry itself: DEGRADED while a handler is quarantined; what was refused so far are details.
/// Thread-safe.
public final class TelemetryHealth implements HealthCheck {
    private final Telemetry telemetry;

    /// The check of one telemetry.
    ///
    /// @param telemetry what is looked at
    public TelemetryHealth(Telemetry telemetry) {
        this.telemetry = requireNonNull(telemetry, "telemetry");
    }

    @Override
    public ServiceHealth check() {
        return HealthLogic.telemetry(telemetry.handlers(), telemetry.counts());
    }
}
