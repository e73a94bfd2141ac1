package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.List;

/// Why a setting has its value, for people: the value, who gives one, the rule, the last change.
final class ConfigExplanationView {

    private ConfigExplanationView() {}

    static List<String> lines(NodeAnswer explanation) {
        List<String> lines = new ArrayList<>();
        lines.add(explanation.text("path") + " = " + SettingText.of(explanation.value("effective")));
        explanation.list("given").forEach(one -> lines.add("  " + given(new NodeAnswer(one))));
        var rule = explanation.object("rule");
        if (!rule.fields().isEmpty()) {
            lines.add("  rule: " + rule(rule));
        }
        var last = explanation.object("lastChange");
        lines.add("  last change: "
                + (last.fields().isEmpty()
                        ? "longer ago than the versions kept"
                        : ConfigVersionText.said(last) + ", at " + last.second("at")));
        return lines;
    }

    private static String given(NodeAnswer given) {
        var place = given.text("place");
        var layer = given.text("layer");
        var where = place.isEmpty() ? layer : place.startsWith(layer) ? place : layer + " " + place;
        return where + ": " + SettingText.of(given.value("value")) + " (" + given.text("verdict") + ")";
    }

    private static String rule(NodeAnswer rule) {
        var absent = is(rule, "required") ? "required" : "optional";
        return rule.text("type") + ", " + (rule.text("default").isEmpty() ? absent : "default " + rule.text("default"))
                + (is(rule, "updatable") ? ", changeable at run time" : ", changes at a restart only")
                + (is(rule, "secret") ? ", secret" : "");
    }

    private static boolean is(NodeAnswer rule, String name) {
        return rule.value(name).equals(Value.of(true));
    }
}
