package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.Layer.Given;
import io.elixirscope.foundation.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What lies below the run-time layer: the schema and the merged sources. Immutable.
record Baseline(ConfigSchema schema, Map<String, Given> given) {
    Baseline {
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /// Checks the sources with a run-time layer over them.
    Validation with(Map<String, Value> runtime) {
        var merged = new LinkedHashMap<>(given);
        merged.putAll(Layers.runtime(runtime).settings());
        return ConfigValidator.check(schema, merged);
    }
}
