package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.telemetry.Tally;

/// What metrics were not given as it was meant, counted and told at most once a second each.
final class MetricLosses {
    /// Look-ups of tags beyond the limit of series: they got the overflow series.
    final Tally overflow;
    /// Numbers that the metric cannot take: negative ones of a counter, NaN, infinities.
    final Tally refused;
    /// Tag values beyond the declared keys, left out; values too long, cut.
    final Tally malformed;
    /// Functions of gauges, rules and conditions that threw.
    final Tally failed;

    MetricLosses(ServerRuntime runtime) {
        this.overflow = tally(runtime, "overflow");
        this.refused = tally(runtime, "refused");
        this.malformed = tally(runtime, "malformed");
        this.failed = tally(runtime, "failed");
    }

    private static Tally tally(ServerRuntime runtime, String reason) {
        var event = runtime.telemetry().event("elixir_scope.metrics.dropped", MeasurementUnit.COUNT, "reason");
        return new Tally(runtime.scheduler(), runtime.timers(), event, reason);
    }
}
