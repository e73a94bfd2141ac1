package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// One whole version, with what the next one is made from. Immutable.
///
/// @param version its number and story
/// @param runtime the run-time layer: path → canonical value
/// @param valid the validated whole
record ConfigState(ConfigVersion version, Map<String, Value> runtime, Validation.Valid valid) {
    ConfigState {
        runtime = Collections.unmodifiableMap(new TreeMap<>(runtime));
    }
}
