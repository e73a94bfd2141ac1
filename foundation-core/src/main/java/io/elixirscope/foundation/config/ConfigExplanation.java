package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Why a setting has the value it has. Immutable; the values of a secret are `•••` throughout.
///
/// @param path the dotted path
/// @param effective its canonical value in force; the null value where it has none
/// @param rule what may stand there; empty where the record is not known
/// @param given every value that a layer gives, the highest first: that one wins, the others are shadowed;
///     empty where no layer gives any
/// @param lastChange the newest version that changed it; empty when that is longer ago than is kept
public record ConfigExplanation(
        String path, Value effective, Optional<Rule> rule, List<Given> given, Optional<ConfigVersion> lastChange) {
    /// Copies the list.
    public ConfigExplanation {
        given = List.copyOf(given);
    }

    /// What may stand at a path.
    ///
    /// @param type for people: `a whole number`
    /// @param defaultText the declared default as written, empty where there is none
    /// @param required whether some layer must give it
    /// @param updatable whether it may change at run time
    /// @param secret whether its values are hidden
    public record Rule(String type, Optional<String> defaultText, boolean required, boolean updatable, boolean secret) {
        private String text() {
            var need = required ? "required" : "optional";
            return type + ", " + defaultText.map(text -> "default " + text).orElse(need)
                    + (updatable ? ", changeable at run time" : ", changes at a restart only")
                    + (secret ? ", secret" : "");
        }

        private Value toValue() {
            return Value.map(Map.of(
                    "type", Value.of(type),
                    "default", defaultText.map(Value::of).orElse(Value.ofNull()),
                    "required", Value.of(required),
                    "updatable", Value.of(updatable),
                    "secret", Value.of(secret)));
        }
    }

    /// A value that a layer gives.
    ///
    /// @param layer `run time`, `argument`, `environment`, a source's name or `default`
    /// @param place where in it: `file:line:column`, the name of a variable or argument; empty for the others
    /// @param value as given, before it was read as the setting's type
    /// @param verdict why it wins or loses, for people
    public record Given(String layer, String place, Value value, String verdict) {
        private String text() {
            var where = place.isEmpty() || place.startsWith(layer) ? place : layer + " " + place;
            return (where.isEmpty() ? layer : where) + ": " + RawValue.text(value) + " (" + verdict + ")";
        }
    }

    /// The whole as lines for people.
    ///
    /// @return the value in force, each value given, the rule and the last change
    public String text() {
        var text = new StringBuilder(path).append(" = ").append(RawValue.text(effective));
        given.forEach(one -> text.append("\n  ").append(one.text()));
        rule.ifPresent(known -> text.append("\n  rule: ").append(known.text()));
        text.append("\n  last change: ")
                .append(lastChange
                        .map(version -> "version " + version.said() + " at " + version.at())
                        .orElse("longer ago than the versions kept"));
        return text.toString();
    }

    /// The whole as data, for the control socket and scripts.
    ///
    /// @return a map with `path`, `effective`, `given`; `rule` and `lastChange` where they are known
    public Value toValue() {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("path", Value.of(path));
        fields.put("effective", effective);
        rule.ifPresent(known -> fields.put("rule", known.toValue()));
        fields.put(
                "given",
                Value.list(given.stream()
                        .map(one -> Value.map(Map.of(
                                "layer", Value.of(one.layer()),
                                "place", Value.of(one.place()),
                                "value", one.value(),
                                "verdict", Value.of(one.verdict()))))
                        .toList()));
        lastChange.ifPresent(version -> fields.put(
                "lastChange",
                Value.map(Map.of(
                        "version", Value.of(version.number()),
                        "at", Value.of(version.at()),
                        "who", Value.of(version.who()),
                        "cause", Value.of(version.cause())))));
        return Value.map(fields);
    }
}
