package io.elixirscope.foundation.health;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The checks of all services, at most 1,000. Thread-safe: each change makes a new map, so asking takes no
/// lock.
public final class HealthRegistry {
    private static final int MAX_SERVICES = 1_000;

    private final Object lock = new Object();
    private volatile Map<String, HealthCheck> checks = Map.of();

    /// An empty registry: HEALTHY.
    public HealthRegistry() {}

    /// Adds a service.
    ///
    /// @param service its name, not registered now
    /// @param check says how it does
    public void register(String service, HealthCheck check) {
        requireNonNull(check, "check");
        if (service.isBlank()) {
            throw new IllegalArgumentException("service must not be blank");
        }
        synchronized (lock) {
            var more = new LinkedHashMap<>(checks);
            if (more.putIfAbsent(service, check) != null) {
                throw new IllegalArgumentException("service must be unique, is registered: " + service);
            }
            if (more.size() > MAX_SERVICES) {
                throw new IllegalStateException("registered services must be <= " + MAX_SERVICES);
            }
            checks = Collections.unmodifiableMap(more);
        }
    }

    /// Removes a service. A look at health that has begun may still ask it.
    ///
    /// @param service its name
    /// @return false if it was not registered
    public boolean unregister(String service) {
        synchronized (lock) {
            var fewer = new LinkedHashMap<>(checks);
            boolean removed = fewer.remove(service) != null;
            checks = Collections.unmodifiableMap(fewer);
            return removed;
        }
    }

    /// Asks every service, in the caller's thread, in the order of registration. Never throws. FAILED only if a
    /// check says so; a check that throws is DEGRADED with that reason. Keeps at most 16 reasons a service.
    ///
    /// @return the answers and the worst of them
    public Health health() {
        var answers = new LinkedHashMap<String, ServiceHealth>();
        checks.forEach((service, check) -> answers.put(service, ask(check)));
        return HealthLogic.join(answers);
    }

    private static ServiceHealth ask(HealthCheck check) {
        try {
            return HealthLogic.bounded(check.check());
        } catch (Throwable thrown) {
            return HealthLogic.thrown(thrown);
        }
    }
}
