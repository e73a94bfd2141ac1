package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.Layer.Given;
import io.elixirscope.foundation.config.SchemaNode.Mapping;
import io.elixirscope.foundation.config.SchemaNode.Section;
import io.elixirscope.foundation.config.SchemaNode.Setting;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Suggestion;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a layer of the entries of a source: finds the setting of each, opens what holds several, puts lists
/// together from their parts. Used once, by one thread.
final class LayerReader {
    private final String name;
    private final ConfigSchema schema;
    private final Map<String, Given> settings = new LinkedHashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Map<String, ListParts> lists = new LinkedHashMap<>();

    LayerReader(String name, ConfigSchema schema) {
        this.name = name;
        this.schema = schema;
    }

    Layer read(ConfigReading reading) {
        problems.addAll(reading.problems());
        reading.entries().forEach(this::take);
        lists.forEach((path, parts) -> parts.whole(name, path, problems::add).ifPresent(given -> put(path, given)));
        return new Layer(name, settings, problems);
    }

    private void take(ConfigEntry entry) {
        var list = ListParts.listOf(entry.path());
        if (!list.isEmpty() && isList(schema.setting(list))) {
            lists.computeIfAbsent(list, _ -> new ListParts())
                    .add(entry.path().substring(list.length()), entry, problems::add);
            return;
        }
        switch (entry.path().isEmpty() ? null : schema.node(entry.path())) {
            case null -> problems.add(unknown(entry));
            case Setting setting -> setting(setting, entry);
            case Section section -> section(section, entry);
            case Mapping mapping -> mapping(mapping, entry);
        }
    }

    /// A path into a map has several forms; the canonical one counts.
    private void put(String path, Given given) {
        var setting = schema.setting(path);
        settings.put(setting == null ? path : setting.path(), given);
    }

    private static boolean isList(@Nullable Setting setting) {
        return setting != null && setting.type().element() != null;
    }

    /// A key of a map may have dots that were taken for those of a path.
    private void setting(Setting setting, ConfigEntry entry) {
        if (entry.value() instanceof Value.MapValue(var fields) && !fields.isEmpty()) {
            open(entry, fields);
        } else {
            settings.put(setting.path(), new Given(entry.value(), name, entry.valueAt()));
        }
    }

    private void open(ConfigEntry entry, Map<String, Value> fields) {
        fields.forEach((key, value) -> take(below(entry, key, value)));
    }

    /// A path that was taken for a map's key with dots in it is more likely one with a wrong end.
    private void section(Section section, ConfigEntry entry) {
        if (entry.value() instanceof Value.MapValue(var fields)) {
            open(entry, fields);
        } else if (section.path().equals(entry.path())) {
            problems.add(wrong(entry, " is a section: give its settings one by one"));
        } else {
            problems.add(unknown(entry));
        }
    }

    /// A map with nothing in it is given too: it is there, with what other layers say.
    private void mapping(Mapping mapping, ConfigEntry entry) {
        switch (entry.value()) {
            case Value.MapValue(var fields) -> {
                settings.put(mapping.path(), new Given(Value.map(Map.of()), name, entry.valueAt()));
                open(entry, fields);
            }
            case Value.TextValue(var text) -> {
                settings.put(mapping.path(), new Given(Value.map(Map.of()), name, entry.valueAt()));
                pairs(entry, text);
            }
            default -> problems.add(wrong(entry, " is a map: give its keys one by one, or as key = value, …"));
        }
    }

    private void pairs(ConfigEntry entry, String text) {
        for (var pair : text.isBlank() ? new String[0] : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                problems.add(wrong(entry, " is a map: write key = value, …"));
                return;
            }
            var key = pair.substring(0, equals).strip();
            take(below(entry, key, Value.of(pair.substring(equals + 1).strip())));
        }
    }

    private static ConfigEntry below(ConfigEntry entry, String key, Value value) {
        return new ConfigEntry(ConfigPath.join(entry.path(), key), value, entry.keyAt(), entry.valueAt());
    }

    private ConfigProblem unknown(ConfigEntry entry) {
        var path = entry.path();
        if (path.isEmpty()) {
            return new ConfigProblem(
                    FoundationErrorType.INVALID_CONFIG_STRUCTURE, path, "a key is missing", Masking.key(entry));
        }
        return new ConfigProblem(
                FoundationErrorType.CONFIG_PATH_NOT_FOUND,
                path,
                path + " is not a setting" + Suggestion.hint(path, schema.near(path)),
                Masking.key(entry));
    }

    private static ConfigProblem wrong(ConfigEntry entry, String rule) {
        return new ConfigProblem(
                FoundationErrorType.INVALID_CONFIG_STRUCTURE, entry.path(), entry.path() + rule, Masking.key(entry));
    }
}
