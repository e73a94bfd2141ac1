package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.formats.SettingNode.Alias;
import io.elixirscope.foundation.formats.SettingNode.Items;
import io.elixirscope.foundation.formats.SettingNode.Scalar;
import io.elixirscope.foundation.formats.SettingNode.Section;
import java.util.BitSet;

/// Where keys and values begin: tells which characters of a line belong to a value, and to whose.
/// What lies between the beginning of a value and the next key is the value's.
final class ValueMarks {
    private final BitSet keys = new BitSet();
    private final BitSet values = new BitSet();

    ValueMarks(SettingNode root) {
        mark(root);
    }

    private void mark(SettingNode node) {
        switch (node) {
            case Scalar scalar -> values.set(scalar.start());
            case Alias alias -> values.set(alias.start());
            case Items list -> {
                values.set(list.start());
                list.items().forEach(this::mark);
            }
            case Section section ->
                section.members().forEach(member -> {
                    keys.set(member.keyStart());
                    mark(member.node());
                });
        }
    }

    /// Whether the character is part of the value of another key.
    ///
    /// @param ownKey where the key begins whose value may be seen, -1 for none
    boolean hides(int offset, int ownKey) {
        int key = keys.previousSetBit(offset);
        return (ownKey < 0 || key != ownKey) && values.previousSetBit(offset) > key;
    }
}
