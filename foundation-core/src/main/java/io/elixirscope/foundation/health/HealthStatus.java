package io.elixirscope.foundation.health;

/// How well something does what it promises, best first.
public enum HealthStatus {
    /// All is as promised.
    HEALTHY,
    /// Something is impaired now, and what is promised is still given or comes back by itself.
    DEGRADED,
    /// What is promised is no longer given.
    FAILED;

    /// The worse of two.
    ///
    /// @param other the other one
    /// @return this or the other
    public HealthStatus worse(HealthStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
