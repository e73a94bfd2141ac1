package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.Layer.Given;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.error.Suggestion;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes layers of sources and merges them, lowest first. Pure.
final class Layers {
    static final String RUN_TIME = "run time";
    private static final String ENVIRONMENT = "environment";
    private static final String ARGUMENT = "argument";

    private Layers() {}

    static Layer defaults(ConfigSchema schema) {
        var settings = new LinkedHashMap<String, Given>();
        for (var setting : schema.settings()) {
            if (setting.defaultText() != null) {
                settings.put(setting.path(), new Given(Value.of(setting.defaultText()), "default", null));
            }
        }
        return new Layer("default", settings, List.of());
    }

    static Layer of(String name, ConfigReading reading, ConfigSchema schema) {
        var settings = new LinkedHashMap<String, Given>();
        var problems = new ArrayList<>(reading.problems());
        for (var entry : reading.entries()) {
            if (schema.setting(entry.path()) != null) {
                settings.put(entry.path(), new Given(entry.value(), name, entry.valueAt()));
            } else {
                problems.add(unknown(entry, schema));
            }
        }
        return new Layer(name, settings, problems);
    }

    private static ConfigProblem unknown(ConfigEntry entry, ConfigSchema schema) {
        var path = entry.path();
        if (path.isEmpty()) {
            return new ConfigProblem(
                    FoundationErrorType.INVALID_CONFIG_STRUCTURE, path, "a key is missing", Masking.key(entry));
        }
        return schema.section(path) != null
                ? new ConfigProblem(
                        FoundationErrorType.INVALID_CONFIG_STRUCTURE,
                        path,
                        path + " is a section: give its settings one by one",
                        Masking.key(entry))
                : new ConfigProblem(
                        FoundationErrorType.CONFIG_PATH_NOT_FOUND,
                        path,
                        path + " is not a setting" + Suggestion.hint(path, schema.settingPaths()),
                        Masking.key(entry));
    }

    /// The variables whose names begin with the prefix.
    static Layer environment(String prefix, Map<String, String> variables, ConfigSchema schema) {
        var paths = environmentNames(prefix, schema);
        var settings = new LinkedHashMap<String, Given>();
        var problems = new ArrayList<ConfigProblem>();
        variables.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(prefix + "_"))
                .sorted(Map.Entry.comparingByKey())
                .forEach(variable -> {
                    var path = paths.get(variable.getKey());
                    if (path == null) {
                        problems.add(unknownVariable(variable.getKey(), paths));
                    } else {
                        var at = line(ENVIRONMENT, variable.getKey(), variable.getValue());
                        settings.put(path, new Given(Value.of(variable.getValue()), ENVIRONMENT, at));
                    }
                });
        return new Layer(ENVIRONMENT, settings, problems);
    }

    private static ConfigProblem unknownVariable(String name, Map<String, String> known) {
        return new ConfigProblem(
                FoundationErrorType.CONFIG_PATH_NOT_FOUND,
                "",
                "the environment variable " + name + " is not a setting" + Suggestion.hint(name, known.keySet()),
                new SourceExcerpt(ENVIRONMENT, 1, 1, name + "=" + Masking.HIDDEN));
    }

    /// Variable name → path.
    ///
    /// @throws IllegalArgumentException when two settings would have the same variable
    static Map<String, String> environmentNames(String prefix, ConfigSchema schema) {
        var names = new LinkedHashMap<String, String>();
        for (var path : schema.settingPaths()) {
            var other = names.put(ConfigPath.environmentName(prefix, path), path);
            if (other != null) {
                throw new IllegalArgumentException(other + " and " + path + " have the same environment variable "
                        + ConfigPath.environmentName(prefix, path));
            }
        }
        return names;
    }

    /// Values given by the program: known paths only, the others are problems.
    static Layer arguments(Map<String, Value> values, ConfigSchema schema) {
        var entries = new ArrayList<ConfigEntry>();
        values.forEach((path, value) -> {
            var at = line(ARGUMENT, path, RawValue.text(value));
            entries.add(new ConfigEntry(path, value, new SourceExcerpt(at.file(), 1, 1, at.text()), at));
        });
        return of(ARGUMENT, new ConfigReading(entries, List.of()), schema);
    }

    static Layer runtime(Map<String, Value> values) {
        var settings = new LinkedHashMap<String, Given>();
        values.forEach((path, value) -> settings.put(path, new Given(value, RUN_TIME, null)));
        return new Layer(RUN_TIME, settings, List.of());
    }

    /// Whether the values of a layer stand behind names, not in the lines of a file.
    static boolean named(String layer) {
        return layer.equals(ENVIRONMENT) || layer.equals(ARGUMENT);
    }

    /// The given value of each path: that of the highest layer.
    static Map<String, Given> merge(List<Layer> lowestFirst) {
        var merged = new LinkedHashMap<String, Given>();
        lowestFirst.forEach(layer -> merged.putAll(layer.settings()));
        return merged;
    }

    private static SourceExcerpt line(String file, String name, String value) {
        return new SourceExcerpt(file, 1, name.length() + 2, name + "=" + value);
    }
}
