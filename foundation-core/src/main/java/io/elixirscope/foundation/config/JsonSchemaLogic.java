package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.SchemaNode.Mapping;
import io.elixirscope.foundation.config.SchemaNode.Presence;
import io.elixirscope.foundation.config.SchemaNode.Section;
import io.elixirscope.foundation.config.SchemaNode.Setting;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes JSON Schema of the nodes of a schema. Pure.
final class JsonSchemaLogic {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private JsonSchemaLogic() {}

    /// The schema of a whole file.
    ///
    /// @param roots the application's record, then those that are sections of the same file
    static Value document(List<Section> roots) {
        var root = roots.getFirst();
        var document = new LinkedHashMap<String, Value>();
        document.put("$schema", Value.of(DIALECT));
        document.put("title", Value.of(root.shape().type().getSimpleName()));
        var members = new ArrayList<SchemaNode>(root.members());
        members.addAll(roots.subList(1, roots.size()));
        document.putAll(section(root, members));
        return Value.map(document);
    }

    static Map<String, Value> section(Section section) {
        return section(section, section.members());
    }

    private static Map<String, Value> section(Section section, List<? extends SchemaNode> members) {
        var properties = new LinkedHashMap<String, Value>();
        members.forEach(
                member -> properties.put(ConfigPath.below(member.path(), section.path()), Value.map(node(member))));
        var required = members.stream()
                .filter(JsonSchemaLogic::required)
                .map(member -> Value.of(ConfigPath.below(member.path(), section.path())))
                .toList();
        var schema = described(section);
        schema.put("type", Value.of("object"));
        schema.put("properties", Value.map(properties));
        if (!required.isEmpty()) {
            schema.put("required", Value.list(required));
        }
        schema.put("additionalProperties", Value.of(false));
        return schema;
    }

    private static Map<String, Value> node(SchemaNode node) {
        return switch (node) {
            case Section section -> section(section);
            case Setting setting -> setting(setting);
            case Mapping mapping -> {
                var schema = described(mapping);
                schema.put("type", Value.list(Value.of("object"), Value.of("string")));
                schema.put("additionalProperties", Value.map(node(mapping.template())));
                yield schema;
            }
        };
    }

    private static Map<String, Value> described(SchemaNode node) {
        var schema = new LinkedHashMap<String, Value>();
        if (!node.description().isEmpty()) {
            schema.put("description", Value.of(node.description()));
        }
        return schema;
    }

    private static Map<String, Value> setting(Setting setting) {
        var schema = described(setting);
        schema.putAll(setting.type().form());
        if (setting.secret()) {
            schema.put("writeOnly", Value.of(true));
        } else {
            setting.defaultValue().ifPresent(value -> schema.put("default", value));
        }
        if (setting.updatable()) {
            schema.put("x-updatable", Value.of(true));
        }
        return schema;
    }

    /// Whether a source must say something about a node.
    static boolean required(SchemaNode node) {
        return switch (node) {
            case Setting setting -> setting.presence() == Presence.REQUIRED && setting.defaultText() == null;
            case Mapping mapping -> mapping.defaultText() == null;
            case Section section ->
                section.presence() == Presence.REQUIRED
                        && section.members().stream().anyMatch(JsonSchemaLogic::required);
        };
    }
}
