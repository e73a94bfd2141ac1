package io.elixirscope.foundation.server;

import io.elixirscope.foundation.health.HealthRegistry;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.Timers;
import java.util.Objects;

/// What servers and supervisors of one Foundation share. Immutable, thread-safe; its parts belong to its maker, who
/// closes them.
///
/// @param scheduler waits, wakes, starts threads, reads the clock
/// @param timers timers and deadlines
/// @param telemetry where everything is told
/// @param errors where crashes are recorded, once each
/// @param servers name → server
/// @param health where each supervision tree registers its check
public record ServerRuntime(
        Scheduler scheduler,
        Timers timers,
        Telemetry telemetry,
        Errors errors,
        ServerTable servers,
        HealthRegistry health) {
    /// Refuses null parts.
    ///
    /// @param scheduler waits, wakes, starts threads, reads the clock
    /// @param timers timers and deadlines
    /// @param telemetry where everything is told
    /// @param errors where crashes are recorded, once each
    /// @param servers name → server
    /// @param health where each supervision tree registers its check
    public ServerRuntime {
        Objects.requireNonNull(scheduler, "scheduler");
        Objects.requireNonNull(timers, "timers");
        Objects.requireNonNull(telemetry, "telemetry");
        Objects.requireNonNull(errors, "errors");
        Objects.requireNonNull(servers, "servers");
        Objects.requireNonNull(health, "health");
    }

    /// The handle of a server in this runtime, valid before it starts and over all its restarts.
    ///
    /// @param <P> the protocol
    /// @param <V> the view
    /// @param definition the server
    /// @return the handle; the same one each time
    /// @throws IllegalArgumentException if another definition has that name
    public <P, V> Server<P, V> ref(GenServer<P, V> definition) {
        return servers.cell(definition, this);
    }
}
