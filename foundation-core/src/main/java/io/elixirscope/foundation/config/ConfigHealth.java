package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.health.HealthCheck;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Health of the configuration: DEGRADED while sources as they are now are refused, overrides are set aside, the
/// change file is damaged or cannot be written.
record ConfigHealth(ConfigTable<?> table, StartReport start) implements HealthCheck {
    @Override
    public ServiceHealth check() {
        var reasons = new ArrayList<String>();
        table.failed().map(FoundationError::message).ifPresent(reasons::add);
        table.notCompacted().map(FoundationError::message).ifPresent(reasons::add);
        table.watch().refusal().map(ConfigHealth::refused).ifPresent(reasons::add);
        start.damage().forEach(error -> reasons.add(error.message()));
        start.rejectionErrors().forEach(error -> reasons.add(error.message()));
        var state = table.snapshot().state();
        var details = new LinkedHashMap<String, Value>();
        details.put("version", Value.of(state.version().number()));
        details.put("overrides", Value.of(state.runtime().size()));
        details.put(
                "pendingRestart",
                Value.list(state.base().pending().stream().map(Value::of).toList()));
        details.put("rejectedOverrides", Value.of(start.rejected().size()));
        details.put("damagedRanges", Value.of(start.damage().size()));
        details.put("tornBytes", Value.of(start.tornBytes()));
        return new ServiceHealth(reasons.isEmpty() ? HealthStatus.HEALTHY : HealthStatus.DEGRADED, reasons, details);
    }

    private static String refused(FoundationError error) {
        return "the sources were refused, what was in force before stays: " + error.message();
    }
}
