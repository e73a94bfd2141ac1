package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.FoundationErrorType;
import java.util.List;

/// What reading a raw value as a setting's type gave.
sealed interface Conversion {
    /// The value of the setting's Java type.
    record Converted(Object value) implements Conversion {}

    /// Why not; `rule` reads on after the path: `is not a whole number`, and never holds the value itself.
    record Refused(FoundationErrorType type, String rule) implements Conversion {}

    /// What is wrong inside a value that has settings of its own; never empty. Paths are relative to it and
    /// begin with an index: `[0].port`.
    record Broken(List<ConfigProblem> problems) implements Conversion {
        public Broken {
            problems = List.copyOf(problems);
        }
    }

    static Conversion refused(String rule) {
        return new Refused(FoundationErrorType.INVALID_CONFIG_VALUE, rule);
    }

    static Conversion outOfRange(String rule) {
        return new Refused(FoundationErrorType.RANGE_ERROR, rule);
    }
}
