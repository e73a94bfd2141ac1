package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The verdict on a whole configuration.
sealed interface Validation {
    /// Everything holds.
    ///
    /// @param effective path → canonical value, null value where an optional setting is absent; secrets in
    ///     clear
    /// @param bound path → object of the setting's Java type, and path → record for each section
    record Valid(Map<String, Value> effective, Map<String, Object> bound) implements Validation {
        public Valid {
            effective = Collections.unmodifiableMap(new LinkedHashMap<>(effective));
            bound = Collections.unmodifiableMap(new LinkedHashMap<>(bound));
        }

        /// Secrets must not show: the paths alone.
        @Override
        public String toString() {
            return "Valid" + effective.keySet();
        }
    }

    /// Something does not; never empty.
    record Invalid(List<ConfigProblem> problems) implements Validation {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
