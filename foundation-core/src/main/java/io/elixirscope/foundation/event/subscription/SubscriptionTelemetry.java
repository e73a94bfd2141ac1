package io.elixirscope.foundation.event.subscription;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.telemetry.Tally;
import io.elixirscope.foundation.telemetry.TelemetryEvent;
import java.time.Duration;
import java.util.Optional;

/// Tells how those that follow do.
final class SubscriptionTelemetry {
    private final ServerRuntime runtime;
    private final TelemetryEvent failed;
    private final TelemetryEvent ended;
    private final TelemetryEvent skipped;

    SubscriptionTelemetry(ServerRuntime runtime) {
        this.runtime = runtime;
        this.failed = runtime.telemetry()
                .event("elixir_scope.event.subscriber_failed", MeasurementUnit.NANOSECONDS, "subscription", "position");
        this.ended = runtime.telemetry()
                .event("elixir_scope.event.subscription_ended", MeasurementUnit.COUNT, "subscription", "reason");
        this.skipped = runtime.telemetry()
                .event("elixir_scope.event.subscription_skipped", MeasurementUnit.COUNT, "subscription");
    }

    void failed(String name, long position, Duration stay) {
        failed.emit(stay.toNanos(), name, position);
    }

    void ended(String name, Optional<FoundationError> error) {
        ended.emit(1, name, error.map(why -> why.type().fullCode()).orElse("closed"));
    }

    /// The count of one subscription, told at most once a second.
    Tally skipped(String name) {
        return new Tally(runtime.scheduler(), runtime.timers(), skipped, name);
    }
}
