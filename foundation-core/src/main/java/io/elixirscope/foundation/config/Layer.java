package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one source says about the settings of a schema. Immutable.
///
/// @param name for people: a file, `environment`, `argument`, `run time`
/// @param settings the raw value of each known path
/// @param problems what is wrong with the source itself, unknown keys among it
record Layer(String name, Map<String, Given> settings, List<ConfigProblem> problems) {
    Layer {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        problems = List.copyOf(problems);
    }

    /// One raw value and where it comes from; null where no place can be shown.
    record Given(Value raw, String layer, @Nullable SourceExcerpt at) {
        /// Secrets must not show: the layer alone.
        @Override
        public String toString() {
            return "Given[by " + layer + "]";
        }
    }
}
