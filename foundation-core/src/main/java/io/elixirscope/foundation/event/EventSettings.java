package io.elixirscope.foundation.event;

import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.time.Scheduler;
import java.util.Objects;
import java.util.function.LongSupplier;

/// What [Events] fills into every event, and whom it tells.
///
/// @param source the source of events made here, a URI reference
/// @param node the node; empty: unknown
/// @param configVersion the version of the configuration in force, asked for every event; 0: none
/// @param scheduler clock and random numbers
/// @param telemetry is told what was stored and refused
/// @param errors records refused appends
public record EventSettings(
        String source,
        String node,
        LongSupplier configVersion,
        Scheduler scheduler,
        Telemetry telemetry,
        Errors errors) {
    /// Checks that source and node may be an event's.
    public EventSettings {
        Objects.requireNonNull(configVersion, "configVersion");
        Objects.requireNonNull(telemetry, "telemetry");
        Objects.requireNonNull(errors, "errors");
        Event.builder("probe", source, "probe", scheduler.clock().wallTime())
                .node(node)
                .build()
                .orElseThrow();
    }
}
