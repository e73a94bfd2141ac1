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
    ///
    /// @param parts the places of what a list's value was put together from, by the path below it: `[0].port`
    record Given(Value raw, String layer, @Nullable SourceExcerpt at, Map<String, SourceExcerpt> parts) {
        Given(Value raw, String layer, @Nullable SourceExcerpt at) {
            this(raw, layer, at, Map.of());
        }

        /// The place of a part; where it has none, of the first within the nearest part around it that has any.
        @Nullable
        SourceExcerpt at(String part) {
            for (var around = part; !around.isEmpty(); around = outer(around)) {
                var within = around;
                var place = parts.keySet().stream()
                        .filter(path ->
                                path.equals(within) || path.startsWith(within + ".") || path.startsWith(within + "["))
                        .findFirst();
                if (place.isPresent()) {
                    return parts.get(place.get());
                }
            }
            return at;
        }

        private static String outer(String part) {
            return part.substring(0, Math.max(0, Math.max(part.lastIndexOf('.'), part.lastIndexOf('['))));
        }

        /// Secrets must not show: the layer alone.
        @Override
        public String toString() {
            return "Given[by " + layer + "]";
        }
    }
}
