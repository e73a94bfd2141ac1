package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;

/// What became of a change: shown alike by the verbs that make one.
final class ConfigAnswer {

    private ConfigAnswer() {}

    static void show(Value item, boolean json, Output output) {
        if (json) {
            output.line(JsonText.write(item));
            return;
        }
        var answer = new NodeAnswer(item);
        if (answer.value("changed").equals(Value.of(true))) {
            output.line(ConfigVersionText.said(answer));
            answer.list("paths").forEach(path -> output.line("  " + SettingText.of(path)));
        } else {
            output.line("nothing changed: version " + answer.number("version") + " stays in force");
        }
        answer.object("differing")
                .fields()
                .forEach((path, layer) -> output.line(
                        "  " + Visible.text(path) + " still differs, its value is held by: " + SettingText.of(layer)));
    }
}
