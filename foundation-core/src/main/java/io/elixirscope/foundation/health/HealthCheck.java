package io.elixirscope.foundation.health;

/// Says how one service does. Called by any thread, by several at once; must be short, must not block.
@FunctionalInterface
public interface HealthCheck {

    /// Looks at the service now. What it throws counts as DEGRADED with that reason.
    ///
    /// @return its state
    ServiceHealth check();
}
