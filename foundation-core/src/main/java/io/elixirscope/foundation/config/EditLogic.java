package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.SchemaNode.Mapping;
import io.elixirscope.foundation.config.SchemaNode.Section;
import io.elixirscope.foundation.config.SchemaNode.Setting;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes edits of whole maps and records edits of their settings. Pure.
final class EditLogic {
    private EditLogic() {}

    /// The same change set with one edit for each setting, its path in canonical form. A map given whole takes
    /// the place of all that the run-time layer says about it; of a record given whole only those settings are
    /// edited whose values differ.
    ///
    /// Errors: C201, C302 when what is given for a map or record does not fit.
    static Result<Map<String, Edit>> settings(ConfigSnapshot<?> snapshot, Map<String, Edit> edits) {
        var settings = new LinkedHashMap<String, Edit>();
        var problems = new ArrayList<ConfigProblem>();
        edits.forEach((path, edit) -> {
            var node = snapshot.schema().node(path);
            switch (node) {
                case null -> settings.put(path, edit);
                case Setting setting -> settings.put(setting.path(), edit);
                case Section _, Mapping _ -> open(snapshot, node, edit, settings, problems);
            }
        });
        return problems.isEmpty() ? Result.ok(settings) : Result.err(ConfigValidator.error(problems));
    }

    private static void open(
            ConfigSnapshot<?> snapshot,
            SchemaNode node,
            Edit edit,
            Map<String, Edit> settings,
            List<ConfigProblem> problems) {
        var raw = edit instanceof Edit.Assign(var given) ? raw(node, given) : Optional.<Value>empty();
        if (edit instanceof Edit.Assign && raw.isEmpty()) {
            settings.put(node.path(), edit);
            return;
        }
        if (node instanceof Mapping || edit instanceof Edit.Reset) {
            snapshot.state().runtime().keySet().stream()
                    .filter(path -> ConfigPath.within(path, node.path()))
                    .forEach(path -> settings.put(path, new Edit.Reset()));
        }
        raw.ifPresent(value -> {
            var at = new SourceExcerpt(Layers.RUN_TIME, 1, 1, node.path());
            var entry = new ConfigEntry(node.path(), value, at, at);
            var layer = Layers.of(Layers.RUN_TIME, new ConfigReading(List.of(entry), List.of()), snapshot.schema());
            problems.addAll(layer.problems());
            layer.settings().forEach((path, given) -> assign(snapshot, node, path, given.raw(), settings));
        });
    }

    private static void assign(
            ConfigSnapshot<?> snapshot, SchemaNode node, String path, Value raw, Map<String, Edit> settings) {
        boolean marker = snapshot.schema().node(path) instanceof Mapping;
        boolean same = node instanceof Section
                && ConfigLogic.canonical(snapshot.schema(), path, raw)
                        .equals(Optional.ofNullable(
                                snapshot.state().valid().effective().get(path)));
        if (!marker && !same) {
            settings.put(path, new Edit.Assign(raw));
        }
    }

    /// What is given for a map or record as a tree of raw values; empty when it is neither.
    private static Optional<Value> raw(SchemaNode node, Object given) {
        return switch (node) {
            case Setting setting -> setting.type().raw(given);
            case Section section
            when section.shape().type().isInstance(given) -> Optional.of(RecordValue.of(section, given));
            case Section _ -> given instanceof Map<?, ?> ? RawValue.of(given) : Optional.empty();
            case Mapping mapping ->
                given instanceof Map<?, ?> map
                        ? fields(mapping, map)
                        : RawValue.of(given).filter(value -> value instanceof Value.TextValue || isMap(value));
        };
    }

    private static boolean isMap(Value value) {
        return value instanceof Value.MapValue;
    }

    private static Optional<Value> fields(Mapping mapping, Map<?, ?> given) {
        var fields = new LinkedHashMap<String, Value>();
        for (var field : given.entrySet()) {
            var value = field.getValue() == null ? Optional.<Value>empty() : raw(mapping.template(), field.getValue());
            if (value.isEmpty() || !(field.getKey() instanceof String key)) {
                return Optional.empty();
            }
            fields.put(ConfigPath.part(key), value.get());
        }
        return Optional.of(Value.map(fields));
    }
}
