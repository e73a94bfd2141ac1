package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.SchemaNode.Mapping;
import io.elixirscope.foundation.config.SchemaNode.Presence;
import io.elixirscope.foundation.config.SchemaNode.Section;
import io.elixirscope.foundation.config.SchemaNode.Setting;
import io.elixirscope.foundation.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A settings record as the canonical map of its settings. Pure.
final class RecordValue {
    private RecordValue() {}

    /// Absent optional parts are left out.
    static Value of(Section section, Object made) {
        var fields = new LinkedHashMap<String, Value>();
        for (int i = 0; i < section.members().size(); i++) {
            var member = section.members().get(i);
            of(member, section.shape().component(i, made))
                    .ifPresent(value -> fields.put(ConfigPath.below(member.path(), section.path()), value));
        }
        return Value.map(fields);
    }

    private static Optional<Value> of(SchemaNode node, Object value) {
        return switch (node) {
            case Setting setting -> present(setting.presence(), value).map(setting.type()::write);
            case Section section -> present(section.presence(), value).map(made -> of(section, made));
            case Mapping mapping -> Optional.of(of(mapping, (Map<?, ?>) value));
        };
    }

    private static Optional<?> present(Presence presence, Object value) {
        return presence == Presence.OPTIONAL ? (Optional<?>) value : Optional.of(value);
    }

    /// What something of a node is, for people.
    static String says(SchemaNode node) {
        return switch (node) {
            case Setting setting -> setting.type().says();
            case Section section ->
                section.members().stream()
                        .map(SchemaNode::component)
                        .collect(Collectors.joining(", ", "a section with ", ""));
            case Mapping mapping -> "a map of " + says(mapping.template());
        };
    }

    private static Value of(Mapping mapping, Map<?, ?> map) {
        var fields = new LinkedHashMap<String, Value>();
        map.forEach((key, value) -> of(mapping.template(), value)
                .ifPresent(written -> fields.put(ConfigPath.part(key.toString()), written)));
        return Value.map(fields);
    }
}
