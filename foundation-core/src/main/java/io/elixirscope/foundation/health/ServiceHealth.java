package io.elixirscope.foundation.health;

import io.elixirscope.foundation.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one check says of one service. Immutable.
///
/// @param status how well it does
/// @param reasons why it is not HEALTHY; may be empty when it is
/// @param details numbers and texts for people and tools, in the order given
public record ServiceHealth(HealthStatus status, List<String> reasons, Map<String, Value> details) {

    /// Copies both collections.
    public ServiceHealth {
        reasons = List.copyOf(reasons);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /// A healthy service.
    ///
    /// @return no reasons, no details
    public static ServiceHealth healthy() {
        return new ServiceHealth(HealthStatus.HEALTHY, List.of(), Map.of());
    }

    /// An impaired service.
    ///
    /// @param reason why
    /// @return that reason, no details
    public static ServiceHealth degraded(String reason) {
        return new ServiceHealth(HealthStatus.DEGRADED, List.of(reason), Map.of());
    }

    /// A service that no longer does what it promises.
    ///
    /// @param reason why
    /// @return that reason, no details
    public static ServiceHealth failed(String reason) {
        return new ServiceHealth(HealthStatus.FAILED, List.of(reason), Map.of());
    }

    /// The same with one detail more.
    ///
    /// @param key name of the detail
    /// @param value the detail; replaces one of that name
    /// @return a copy
    public ServiceHealth withDetail(String key, Value value) {
        var more = new LinkedHashMap<>(details);
        more.put(key, value);
        return new ServiceHealth(status, reasons, more);
    }
}
