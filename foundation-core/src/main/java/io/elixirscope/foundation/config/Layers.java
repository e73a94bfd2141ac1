package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.Layer.Given;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.error.Suggestion;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes layers of sources and merges them, lowest first. Pure.
final class Layers {
    static final String RUN_TIME = "run time";
    static final String DEFAULT = "default";
    private static final String ENVIRONMENT = "environment";
    private static final String ARGUMENT = "argument";

    private Layers() {}

    static Layer defaults(ConfigSchema schema) {
        var settings = new LinkedHashMap<String, Given>();
        for (var setting : schema.settings()) {
            if (setting.defaultText() != null) {
                settings.put(setting.path(), new Given(Value.of(setting.defaultText()), DEFAULT, null));
            }
        }
        var maps = new ArrayList<ConfigEntry>();
        for (var mapping : schema.mappings()) {
            if (mapping.defaultText() != null) {
                var at = line(DEFAULT, mapping.path(), mapping.defaultText());
                maps.add(new ConfigEntry(mapping.path(), Value.of(mapping.defaultText()), at, at));
            }
        }
        var read = of(DEFAULT, new ConfigReading(maps, List.of()), schema);
        read.settings().forEach((path, given) -> settings.put(path, new Given(given.raw(), DEFAULT, null)));
        return new Layer(DEFAULT, settings, read.problems());
    }

    static Layer of(String name, ConfigReading reading, ConfigSchema schema) {
        return new LayerReader(name, schema).read(reading);
    }

    /// The variables whose names begin with the prefix.
    static Layer environment(String prefix, Map<String, String> variables, ConfigSchema schema) {
        var names = new EnvironmentNames(prefix, schema);
        var entries = new ArrayList<ConfigEntry>();
        var problems = new ArrayList<ConfigProblem>();
        variables.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(prefix + "_"))
                .sorted(Map.Entry.comparingByKey())
                .forEach(variable -> {
                    var at = line(ENVIRONMENT, variable.getKey(), variable.getValue());
                    names.path(variable.getKey())
                            .ifPresentOrElse(
                                    path -> entries.add(new ConfigEntry(path, Value.of(variable.getValue()), at, at)),
                                    () -> problems.add(unknownVariable(variable.getKey(), names.known())));
                });
        return of(ENVIRONMENT, new ConfigReading(entries, problems), schema);
    }

    private static ConfigProblem unknownVariable(String name, Collection<String> known) {
        return new ConfigProblem(
                FoundationErrorType.CONFIG_PATH_NOT_FOUND,
                "",
                "the environment variable " + name + " is not a setting" + Suggestion.hint(name, known),
                new SourceExcerpt(ENVIRONMENT, 1, 1, name + "=" + Masking.HIDDEN));
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
