package io.elixirscope.foundation.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The health of all services at one moment. Immutable.
///
/// @param status the worst of the services'; HEALTHY when there is none
/// @param reasons the services' reasons, each preceded by its service's name
/// @param services what each service said, in the order of registration
public record Health(HealthStatus status, List<String> reasons, Map<String, ServiceHealth> services) {

    /// Copies both collections.
    public Health {
        reasons = List.copyOf(reasons);
        services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
    }
}
