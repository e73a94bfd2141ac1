package io.elixirscope.foundation.retry;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.telemetry.TelemetryEvent;
import io.elixirscope.foundation.time.Scheduler;
import java.time.Duration;

/// What the operations of one [Retry] share: time, telemetry and the record of errors.
final class RetryTools {
    final Scheduler scheduler;
    final Errors errors;
    final TelemetryEvent attempt;
    final TelemetryEvent gaveUp;

    RetryTools(Scheduler scheduler, Telemetry telemetry, Errors errors) {
        this.scheduler = scheduler;
        this.errors = errors;
        this.attempt = telemetry.event(
                "elixir_scope.retry.attempt", MeasurementUnit.NANOSECONDS, "operation", "attempt", "code");
        this.gaveUp = telemetry.event(
                "elixir_scope.retry.gave_up", MeasurementUnit.NANOSECONDS, "operation", "attempts", "code", "reason");
    }

    long nanos() {
        return scheduler.clock().nanos();
    }

    /// Waits; false, with the flag kept, if this thread is interrupted by then.
    boolean pause(Duration delay) {
        long until = scheduler.deadlineAfter(delay);
        var me = Thread.currentThread();
        while (!me.isInterrupted() && nanos() < until) {
            scheduler.park(this, until);
        }
        return !me.isInterrupted();
    }

    /// The code, also of an application's type that fails to give it.
    static String code(FoundationError error) {
        try {
            return error.type().fullCode();
        } catch (RuntimeException thrown) {
            return "unknown (" + thrown.getClass().getName() + ")";
        }
    }
}
