package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.stream.Collectors;

/// Values of settings for people, in the spelling in which they are set.
final class SettingText {

    private static final String HIDDEN = "•••";

    private SettingText() {}

    static String of(Value value) {
        return switch (value) {
            case Value.TextValue(var text) -> Visible.text(text);
            case Value.ListValue(var items) ->
                items.stream().map(SettingText::of).collect(Collectors.joining(","));
            case Value.NullValue _ -> "(not set)";
            default -> JsonText.write(value);
        };
    }

    /// `10 -> 50`; of a secret no more than that it changed.
    static String step(Value before, Value after) {
        var hidden = Value.of(HIDDEN);
        return before.equals(hidden) && after.equals(hidden) ? "changed" : of(before) + " -> " + of(after);
    }
}
