package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.formats.SettingNode.Items;
import io.elixirscope.foundation.formats.SettingNode.Member;
import io.elixirscope.foundation.formats.SettingNode.Scalar;
import io.elixirscope.foundation.formats.SettingNode.Section;
import io.elixirscope.foundation.value.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Builds the tree of a TOML text that parsed. Used once, by one thread.
final class TomlTree {
    private final TomlText text;

    TomlTree(TomlText text) {
        this.text = text;
    }

    Section section(TomlTable table, int start, int depth) {
        if (depth > SettingEntries.DEEPEST) {
            throw SettingEntries.tooDeep(start);
        }
        var members = new ArrayList<Member>();
        for (var key : table.keySet()) {
            var path = List.of(key);
            int keyStart = offset(table.inputPositionOf(path));
            var node = node(table.get(path), keyStart, depth);
            members.add(new Member(key, keyStart, node));
        }
        return new Section(members, start);
    }

    private SettingNode node(@Nullable Object value, int keyStart, int depth) {
        return switch (value) {
            case TomlTable table -> section(table, keyStart, depth + 1);
            case TomlArray array -> items(array, text.valueStart(keyStart), depth + 1);
            case null, default -> new Scalar(value(value, keyStart), text.valueStart(keyStart));
        };
    }

    private Items items(TomlArray array, int start, int depth) {
        if (depth > SettingEntries.DEEPEST) {
            throw SettingEntries.tooDeep(start);
        }
        var items = new ArrayList<SettingNode>(array.size());
        for (int i = 0; i < array.size(); i++) {
            int at = offset(array.inputPositionOf(i));
            items.add(
                    switch (array.get(i)) {
                        case TomlTable table -> section(table, at, depth + 1);
                        case TomlArray inner -> items(inner, at, depth + 1);
                        case Object value -> new Scalar(value(value, at), at);
                    });
        }
        return new Items(items, start);
    }

    private int offset(@Nullable TomlPosition position) {
        return position == null ? 0 : text.offset(position.line(), position.column());
    }

    /// A date or time without an offset is a text, as it is no point in time.
    private static Value value(@Nullable Object value, int offset) {
        return switch (value) {
            case String text -> Value.of(text);
            case Long number -> Value.of((long) number);
            case Boolean flag -> Value.of((boolean) flag);
            case Double number ->
                Double.isFinite(number) ? Value.of(BigDecimal.valueOf(number)) : Value.of((double) number);
            case OffsetDateTime time -> instant(time, offset);
            case LocalDateTime time -> Value.of(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
            case LocalTime time -> Value.of(DateTimeFormatter.ISO_LOCAL_TIME.format(time));
            case null -> Value.ofNull();
            default -> Value.of(value.toString());
        };
    }

    private static Value instant(OffsetDateTime time, int offset) {
        try {
            return Value.of(time.toInstant());
        } catch (DateTimeException | IllegalArgumentException _) {
            throw new BrokenText(offset, "has a time outside the years 1 to 9999");
        }
    }
}
