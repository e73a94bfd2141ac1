package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.Layer.Given;
import io.elixirscope.foundation.value.Value;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What lies below the run-time layer: the schema and the sources. Immutable.
///
/// @param layers as the sources are now, lowest first
/// @param given the given value of each path that is in force: that of the highest layer that gives one, but for
///     `pending` paths, which have that of the start
/// @param pending paths that cannot change at run time and would have another value after a restart
/// @param unknown paths that have a value which nobody here knows; none where the sources were read
record Baseline(
        ConfigSchema schema, List<Layer> layers, Map<String, Given> given, Set<String> pending, Set<String> unknown) {
    Baseline {
        unknown = Set.copyOf(unknown);
        layers = List.copyOf(layers);
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
        pending = Collections.unmodifiableSet(new TreeSet<>(pending));
    }

    /// @param lowestFirst the layers below the run-time layer
    static Baseline of(ConfigSchema schema, List<Layer> lowestFirst) {
        return new Baseline(schema, lowestFirst, Layers.merge(lowestFirst), Set.of(), Set.of());
    }

    /// These sources, with some paths left as they are in another baseline.
    Baseline keeping(Set<String> paths, Baseline inForce) {
        var kept = new LinkedHashMap<>(given);
        for (var path : paths) {
            var old = inForce.given.get(path);
            if (old == null) {
                kept.remove(path);
            } else {
                kept.put(path, old);
            }
        }
        return new Baseline(schema, layers, kept, paths, unknown);
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
