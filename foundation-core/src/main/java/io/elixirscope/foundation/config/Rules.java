package io.elixirscope.foundation.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Collects the broken rules of a settings record. Used once, by one thread.
final class Rules {
    private final List<String> broken = new ArrayList<>();

    Rules positive(String name, long value) {
        return value > 0 ? this : told(name + " must be > 0, was " + value);
    }

    Rules positive(String name, Duration value) {
        return value.isPositive() ? this : told(name + " must be > 0, was " + value.toMillis() + "ms");
    }

    Rules atLeastZero(String name, double value) {
        return value >= 0 ? this : told(name + " must be >= 0, was " + value);
    }

    Rules atMost(String name, double value, double most) {
        return value <= most ? this : told(name + " must be <= " + most + ", was " + value);
    }

    /// A rule of any kind.
    ///
    /// @param rule what is told when it does not hold, beginning with the component's name
    Rules holds(boolean held, String rule) {
        return held ? this : told(rule);
    }

    private Rules told(String rule) {
        broken.add(rule);
        return this;
    }

    List<String> broken() {
        return List.copyOf(broken);
    }
}
