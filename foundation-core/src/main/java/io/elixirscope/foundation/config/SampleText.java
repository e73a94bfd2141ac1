package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.SchemaNode.Mapping;
import io.elixirscope.foundation.config.SchemaNode.Presence;
import io.elixirscope.foundation.config.SchemaNode.Section;
import io.elixirscope.foundation.config.SchemaNode.Setting;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.List;

/// Writes a sample file: each setting with what may stand there, behind a `#` that a person takes away. Used
/// once, by one thread.
final class SampleText {
    private final ConfigSchema.Format format;
    private final StringBuilder text = new StringBuilder();

    SampleText(ConfigSchema.Format format) {
        this.format = format;
    }

    String of(List<Section> roots) {
        var root = roots.getFirst();
        line("", "# Settings of " + root.shape().type().getSimpleName() + ".");
        line("", "# Take away the # before what you set; required settings need a value, the others have theirs.");
        comment("", root.description());
        text.append('\n');
        members(root, "");
        roots.stream().skip(1).forEach(section -> section(section, ""));
        return text.toString();
    }

    /// In TOML what is behind a table's head belongs to the table, so settings come first.
    private void members(Section section, String indent) {
        var later = new ArrayList<Section>();
        for (var member : section.members()) {
            switch (member) {
                case Setting setting -> setting(setting, indent);
                case Mapping mapping -> mapping(mapping, indent);
                case Section inner when format == ConfigSchema.Format.TOML -> later.add(inner);
                case Section inner -> section(inner, indent);
            }
        }
        later.forEach(inner -> section(inner, indent));
    }

    private void section(Section section, String indent) {
        text.append('\n');
        boolean optional = section.presence() == Presence.OPTIONAL;
        comment(indent, section.description());
        if (optional) {
            comment(indent, "optional: leave all of it away, or set what is required");
        }
        var off = optional ? "#" : "";
        switch (format) {
            case YAML -> line(indent, off + key(section) + ":");
            case TOML -> line("", off + "[" + section.path() + "]");
            case PROPERTIES -> {}
        }
        members(section, format == ConfigSchema.Format.YAML ? indent + "  " : "");
    }

    private void setting(Setting setting, String indent) {
        comment(indent, setting.description());
        var value =
                setting.secret() ? "" : setting.defaultValue().map(this::value).orElse("");
        comment(indent, rule(setting));
        line(indent, ("#" + key(setting) + separator() + value).stripTrailing());
    }

    private static String rule(Setting setting) {
        return setting.type().says()
                + (JsonSchemaLogic.required(setting) ? ", required" : "")
                + (setting.presence() == Presence.OPTIONAL ? ", optional" : "")
                + (setting.updatable() ? ", changeable at run time" : "")
                + (setting.secret() ? ", secret" : "");
    }

    private void mapping(Mapping mapping, String indent) {
        comment(indent, mapping.description());
        comment(
                indent,
                RecordValue.says(mapping) + ", as a section or as \"key = value, …\""
                        + (JsonSchemaLogic.required(mapping) ? ", required" : ""));
        var pairs = mapping.defaultText() == null ? "" : mapping.defaultText();
        line(indent, ("#" + key(mapping) + separator() + value(Value.of(pairs))).stripTrailing());
    }

    private String key(SchemaNode node) {
        return format == ConfigSchema.Format.PROPERTIES
                ? node.path()
                : node.path().substring(node.path().lastIndexOf('.') + 1);
    }

    private String separator() {
        return format == ConfigSchema.Format.YAML ? ": " : " = ";
    }

    /// YAML and TOML read what JSON has for texts, numbers and lists.
    private String value(Value value) {
        if (format != ConfigSchema.Format.PROPERTIES) {
            return JsonText.write(value);
        }
        var plain = RawValue.text(value).replace("\\", "\\\\").replace("\n", "\\n");
        return plain.startsWith(" ") ? "\\" + plain : plain;
    }

    private void comment(String indent, String words) {
        words.lines().forEach(line -> line(indent, "# " + line));
    }

    private void line(String indent, String words) {
        text.append(indent).append(words).append('\n');
    }
}
