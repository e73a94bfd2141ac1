package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.telemetry.Emission;

/// What a metric takes from each emission of an event.
@FunctionalInterface
interface EventRule {
    void apply(Emission emission);
}
