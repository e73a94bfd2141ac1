package io.elixirscope.foundation.event;

import io.elixirscope.foundation.health.HealthRegistry;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.server.ServerTable;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.Timers;

/// The parts that servers share, for tests.
final class EventRuntime {
    private EventRuntime() {}

    static ServerRuntime of(Scheduler scheduler) {
        Timers timers = new Timers(scheduler, "event-test-timers");
        Telemetry telemetry = new Telemetry(scheduler, timers);
        return new ServerRuntime(
                scheduler, timers, telemetry, new Errors(telemetry), new ServerTable(1), new HealthRegistry());
    }
}
