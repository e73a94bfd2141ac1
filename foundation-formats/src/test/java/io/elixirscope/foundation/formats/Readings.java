package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.config.ConfigFormat;
import io.elixirscope.foundation.config.ConfigProblem;
import io.elixirscope.foundation.config.ConfigReading;
import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// What a reading says, in forms that tests compare.
final class Readings {
    private Readings() {}

    static Map<String, Value> values(ConfigReading reading) {
        if (!reading.problems().isEmpty()) {
            throw new AssertionError(reading.problems());
        }
        var values = new LinkedHashMap<String, Value>();
        reading.entries().forEach(entry -> values.put(entry.path(), entry.value()));
        return values;
    }

    static Value value(ConfigFormat format, String text) {
        return Objects.requireNonNull(values(format.read("f", text)).get("a"));
    }

    static ConfigProblem problem(ConfigFormat format, String text) {
        var problems = format.read("f", text).problems();
        if (problems.size() != 1) {
            throw new AssertionError("expected one problem, got " + problems);
        }
        return problems.getFirst();
    }

    /// `line:column message`.
    static String told(ConfigFormat format, String text) {
        var problem = problem(format, text);
        SourceExcerpt at = Objects.requireNonNull(problem.at());
        return at.line() + ":" + at.column() + " " + problem.message();
    }
}
