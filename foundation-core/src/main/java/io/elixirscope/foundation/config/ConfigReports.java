package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.telemetry.TelemetryEvent;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// What the configuration tells of itself. No value of a setting is ever part of it. Thread-safe.
final class ConfigReports {
    private final Errors errors;
    private final TelemetryEvent update;
    private final TelemetryEvent reload;
    private final TelemetryEvent refused;
    private final TelemetryEvent compacted;
    private final TelemetryEvent recovered;
    private final TelemetryEvent rejected;
    private final TelemetryEvent subscriberFailed;
    private final AtomicBoolean startTold = new AtomicBoolean();

    ConfigReports(ServerRuntime runtime) {
        var telemetry = runtime.telemetry();
        errors = runtime.errors();
        update = telemetry.event(
                "elixir_scope.config.update",
                MeasurementUnit.NANOSECONDS,
                "version",
                "paths",
                "outcome",
                "who",
                "cause");
        reload = telemetry.event(
                "elixir_scope.config.reload",
                MeasurementUnit.NANOSECONDS,
                "version",
                "outcome",
                "pending_restart",
                "shadowed");
        refused = telemetry.event("elixir_scope.config.refused", MeasurementUnit.COUNT, "code", "paths", "who");
        compacted = telemetry.event("elixir_scope.config.compacted", MeasurementUnit.BYTES, "outcome");
        recovered = telemetry.event("elixir_scope.config.recovered", MeasurementUnit.BYTES, "damaged_ranges");
        subscriberFailed = telemetry.event(
                "elixir_scope.config.subscriber_failed", MeasurementUnit.NANOSECONDS, "path", "version");
        rejected = telemetry.event("elixir_scope.config.rejected", MeasurementUnit.COUNT, "paths");
    }

    void updated(long nanos, ConfigVersion version, String outcome) {
        if (update.enabled()) {
            var paths = outcome.equals("ok") ? List.copyOf(version.changedPaths()) : List.of();
            update.emitAll(nanos, version.number(), paths, outcome, version.who(), version.cause());
        }
    }

    /// A reload that made a new version is an update too.
    void reloaded(long nanos, ConfigVersion before, ConfigVersion.Reload came) {
        boolean newer = came.version().number() != before.number();
        if (newer) {
            updated(nanos, came.version(), "ok");
        }
        if (reload.enabled()) {
            reload.emit(
                    nanos,
                    came.version().number(),
                    newer ? "ok" : "unchanged",
                    List.copyOf(came.pendingRestart()),
                    List.copyOf(came.shadowed()));
        }
    }

    void reloadRefused(long nanos, ConfigVersion inForce, FoundationError error, String who) {
        refused(error, List.of(), who);
        if (reload.enabled()) {
            reload.emit(nanos, inForce.number(), "refused", List.of(), List.of());
        }
    }

    void subscriberFailed(String path, long version, long pauseNanos, Throwable thrown) {
        errors.record(FoundationError.of(
                        FoundationErrorType.INTERNAL_ERROR,
                        "a subscriber to \"" + path + "\" of the configuration threw at version " + version)
                .with("path", path)
                .with("version", version)
                .causedBy(thrown));
        if (subscriberFailed.enabled()) {
            subscriberFailed.emit(pauseNanos, path, version);
        }
    }

    void refused(FoundationError error, Collection<String> paths, String who) {
        errors.record(error);
        if (refused.enabled()) {
            refused.emit(1, error.type().fullCode(), List.copyOf(paths), who);
        }
    }

    void compacted(Result<Long> freed) {
        freed.peekError(errors::record);
        compacted.emit(freed.orElse(0L), freed.succeeded() ? "ok" : "error");
    }

    /// What the start found, told by the first incarnation: handlers are attached by then.
    void started(StartReport report) {
        if (!startTold.compareAndSet(false, true)) {
            return;
        }
        if (report.version().isPresent()) {
            updated(report.nanos(), report.version().get(), "ok");
        }
        if (report.tornBytes() > 0 || !report.damage().isEmpty()) {
            recovered.emit(report.tornBytes(), report.damage().size());
        }
        if (!report.rejected().isEmpty()) {
            rejected.emit(report.rejected().size(), report.rejectedPaths());
        }
        report.damage().forEach(errors::record);
        report.rejectionErrors().forEach(errors::record);
    }
}
