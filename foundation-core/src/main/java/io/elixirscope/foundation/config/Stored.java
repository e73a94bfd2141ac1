package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the change log holds when it is opened. Immutable.
///
/// @param version the newest version, null in a new log
/// @param runtime its run-time layer
/// @param effective its effective values as stored: a secret is its fingerprint
/// @param history the records of the newest versions, oldest first
record Stored(
        @Nullable ConfigVersion version,
        Map<String, Value> runtime,
        Map<String, Value> effective,
        List<ChangeRecord> history) {
    Stored {
        runtime = Map.copyOf(runtime);
        effective = Map.copyOf(effective);
        history = List.copyOf(history);
    }

    static Stored nothing() {
        return new Stored(null, Map.of(), Map.of(), List.of());
    }
}
