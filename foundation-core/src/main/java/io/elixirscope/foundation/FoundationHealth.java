package io.elixirscope.foundation;

import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.health.Health;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.health.TelemetryHealth;
import io.elixirscope.foundation.metrics.Metrics;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.supervision.ChildStatus;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The checks that no subsystem registers itself, and how long each service has been at work.
final class FoundationHealth {

    private FoundationHealth() {}

    static void register(ServerRuntime runtime, Events events, Metrics metrics, Recorder recorder) {
        var health = runtime.health();
        var telemetry = new TelemetryHealth(runtime.telemetry());
        health.register("events", events::health);
        health.register(
                "telemetry",
                () -> telemetry
                        .check()
                        .withDetail("metricsCount", Value.of(metrics.counts().size()))
                        .withDetail("seriesCount", Value.of(metrics.series()))
                        .withDetail("errorsCount", Value.of(metrics.errors().count())));
        health.register("recorder", recorder::health);
    }

    /// The same health, in which every service that a server tends says how that server does.
    static Health withServers(Health health, List<ChildStatus> servers, Instant now) {
        Map<String, ServiceHealth> services = new LinkedHashMap<>(health.services());
        for (ChildStatus server : servers) {
            services.computeIfPresent(server.id(), (_, service) -> withServer(service, server, now));
        }
        return new Health(health.status(), health.reasons(), services);
    }

    private static ServiceHealth withServer(ServiceHealth service, ChildStatus server, Instant now) {
        long uptimeMillis = server.state() == ChildStatus.State.RUNNING
                ? Math.max(0, Duration.between(server.since(), now).toMillis())
                : 0;
        return service.withDetail("state", Value.of(server.state().name()))
                .withDetail("uptimeMillis", Value.of(uptimeMillis))
                .withDetail("restarts", Value.of(server.restarts()));
    }
}
