package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Records as items of a list: read from a map of their settings by the same rules as the configuration itself,
/// unknown keys, defaults and rules of the record among them. Pure.
final class RecordType implements Function<Value, Conversion> {
    private static final SourceExcerpt NOWHERE = new SourceExcerpt("", 1, 1, "");

    private final ConfigSchema schema;
    private final SchemaNode.Section section;
    private final Map<String, Layer.Given> defaults;

    RecordType(SchemaNode.Section section) {
        this.section = section;
        this.schema = ConfigSchema.within(section);
        this.defaults = Layers.defaults(schema).settings();
    }

    ConfigSchema schema() {
        return schema;
    }

    SettingType type() {
        return new SettingType(
                section.shape().type(),
                "a section with " + String.join(", ", keys()),
                JsonSchemaLogic.section(section),
                this,
                value -> RecordValue.of(section, value));
    }

    private List<String> keys() {
        return section.members().stream().map(SchemaNode::path).toList();
    }

    @Override
    public Conversion apply(Value raw) {
        return raw instanceof Value.MapValue(var fields)
                ? read(fields)
                : Conversion.refused("is not a section with " + String.join(", ", keys()));
    }

    private Conversion read(Map<String, Value> fields) {
        var entries = fields.entrySet().stream()
                .map(field -> new ConfigEntry(field.getKey(), field.getValue(), NOWHERE, NOWHERE))
                .toList();
        var layer = Layers.of("", new ConfigReading(entries, List.of()), schema);
        var given = new LinkedHashMap<>(defaults);
        given.putAll(layer.settings());
        var verdict = ConfigValidator.check(schema, given);
        var problems = new ArrayList<>(layer.problems());
        if (verdict instanceof Validation.Invalid(var broken)) {
            problems.addAll(broken);
        }
        return problems.isEmpty()
                ? new Conversion.Converted(((Validation.Valid) verdict).bound().getOrDefault("", Optional.empty()))
                : new Conversion.Broken(problems);
    }

    /// Problems of an item as those of the list.
    ///
    /// @param item the item in the list: `[0]`
    static List<ConfigProblem> below(String item, List<ConfigProblem> problems) {
        return problems.stream().map(problem -> below(item, problem)).toList();
    }

    private static ConfigProblem below(String item, ConfigProblem problem) {
        var path = problem.path().isEmpty() || problem.path().startsWith("[")
                ? item + problem.path()
                : item + "." + problem.path();
        var message = !problem.path().isEmpty() && problem.message().startsWith(problem.path())
                ? path + problem.message().substring(problem.path().length())
                : item + ": " + problem.message();
        return new ConfigProblem(problem.type(), path, message, null);
    }
}
