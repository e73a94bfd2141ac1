package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What became of a stored run-time layer at start. Immutable.
record Settled(Map<String, Value> runtime, List<Rejected> rejected, Validation verdict) {
    Settled {
        runtime = new TreeMap<>(runtime);
        rejected = List.copyOf(rejected);
    }

    /// With overrides that were rejected before.
    Settled with(List<Rejected> earlier) {
        return new Settled(
                runtime, Stream.concat(earlier.stream(), rejected.stream()).toList(), verdict);
    }
}
