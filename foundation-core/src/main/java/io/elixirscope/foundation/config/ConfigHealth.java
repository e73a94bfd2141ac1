package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.health.HealthCheck;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Health of the configuration: DEGRADED while overrides are set aside, the change file is damaged or cannot be
/// written.
record ConfigHealth(ConfigTable<?> table, StartReport start) implements HealthCheck {
    @Override
    public ServiceHealth check() {
        var reasons = new ArrayList<String>();
        table.failed().map(FoundationError::message).ifPresent(reasons::add);
        start.damage().forEach(error -> reasons.add(error.message()));
        start.rejectionErrors().forEach(error -> reasons.add(error.message()));
        var details = new LinkedHashMap<String, Value>();
        details.put("version", Value.of(table.snapshot().version().number()));
        details.put("overrides", Value.of(table.snapshot().state().runtime().size()));
        details.put("rejectedOverrides", Value.of(start.rejected().size()));
        details.put("damagedRanges", Value.of(start.damage().size()));
        details.put("tornBytes", Value.of(start.tornBytes()));
        return new ServiceHealth(reasons.isEmpty() ? HealthStatus.HEALTHY : HealthStatus.DEGRADED, reasons, details);
    }
}
