package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A change set as data. Immutable.
///
/// @param edits path → what to do
/// @param expected path → effective value that a computed edit was computed from; empty: none was
/// @param who who asks
/// @param cause why
record ConfigEdits(Map<String, Edit> edits, Map<String, Value> expected, String who, String cause) {
    ConfigEdits {
        edits = Collections.unmodifiableMap(new LinkedHashMap<>(edits));
        expected = Map.copyOf(expected);
    }

    /// Values may be secret: the paths alone.
    @Override
    public String toString() {
        return "ConfigEdits[" + edits.keySet() + " by " + who + "]";
    }
}
