package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.value.Value;
import java.util.List;

/// What every format's text is first read to: a tree that knows where its parts stand. Offsets
/// are in characters of the text, from 0.
sealed interface SettingNode {
    /// {@return where it begins}
    int start();

    /// A plain value, null where the text says there is none.
    record Scalar(Value value, int start) implements SettingNode {}

    /// A list.
    record Items(List<SettingNode> items, int start) implements SettingNode {}

    /// A map, in the order of the text, keys given twice among them.
    record Section(List<Member> members, int start) implements SettingNode {}

    /// What stands elsewhere in the text too.
    record Alias(SettingNode target, int start) implements SettingNode {}

    /// A key and what it stands for.
    record Member(String key, int keyStart, SettingNode node) {}
}
