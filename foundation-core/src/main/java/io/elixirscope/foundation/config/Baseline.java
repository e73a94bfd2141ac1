package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.Layer.Given;
import io.elixirscope.foundation.value.Value;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What lies below the run-time layer: the schema and the sources. Immutable.
///
/// @param layers lowest first
/// @param given the given value of each path: that of the highest layer that gives one
/// @param unknown paths that have a value which nobody here knows; none where the sources were read
record Baseline(ConfigSchema schema, List<Layer> layers, Map<String, Given> given, Set<String> unknown) {
    Baseline {
        unknown = Set.copyOf(unknown);
        layers = List.copyOf(layers);
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /// @param lowestFirst the layers below the run-time layer
    static Baseline of(ConfigSchema schema, List<Layer> lowestFirst) {
        return new Baseline(schema, lowestFirst, Layers.merge(lowestFirst), Set.of());
    }

    /// Checks the sources with a run-time layer over them.
    Validation with(Map<String, Value> runtime) {
        var merged = new LinkedHashMap<>(given);
        merged.putAll(Layers.runtime(runtime).settings());
        var hidden = new HashSet<>(unknown);
        hidden.removeAll(runtime.keySet());
        return ConfigValidator.check(schema, merged, hidden);
    }
}
