package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.SchemaNode.Setting;
import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes explanations of settings. Pure.
final class ExplainLogic {
    private ExplainLogic() {}

    /// @param last the newest version that changed the setting
    static ConfigExplanation explain(ConfigState state, Setting setting, Optional<ConfigVersion> last) {
        var layers = new ArrayList<>(state.base().layers());
        layers.add(Layers.runtime(state.runtime()));
        var effective = state.valid().effective().getOrDefault(setting.path(), Value.ofNull());
        return new ConfigExplanation(
                setting.path(),
                shown(setting, effective),
                Optional.of(rule(state.base().schema(), setting)),
                given(state.base(), layers, setting),
                last);
    }

    static ConfigExplanation.Rule rule(ConfigSchema schema, Setting setting) {
        var text = Optional.ofNullable(setting.defaultText());
        return new ConfigExplanation.Rule(
                setting.type().says(),
                setting.secret() ? text.map(_ -> Masking.HIDDEN) : text,
                setting.presence() == SchemaNode.Presence.REQUIRED && text.isEmpty(),
                schema.settable(setting),
                setting.secret());
    }

    private static List<ConfigExplanation.Given> given(Baseline base, List<Layer> lowestFirst, Setting setting) {
        var wins = base.pending().contains(setting.path())
                ? "takes effect at a restart: not changeable at run time"
                : "wins: no higher layer gives it";
        var given = new ArrayList<ConfigExplanation.Given>();
        var above = "";
        for (var layer : lowestFirst.reversed()) {
            var value = layer.settings().get(setting.path());
            if (value == null && layer.name().equals(Layers.DEFAULT)) {
                value = ofElement(setting);
            }
            if (value != null) {
                var verdict = above.isEmpty() ? wins : "shadowed by " + above;
                var place = value.at() == null ? store(base, value.layer(), setting) : place(value.layer(), value.at());
                given.add(new ConfigExplanation.Given(value.layer(), place, shown(setting, value.raw()), verdict));
                above = above.isEmpty() ? value.layer() : above;
            }
        }
        return given;
    }

    /// The default of a setting in a map, which no layer lists, as the keys of maps are the sources' own.
    private static Layer.@Nullable Given ofElement(Setting setting) {
        var text = setting.defaultText();
        return text == null ? null : new Layer.Given(Value.of(text), Layers.DEFAULT, null);
    }

    /// Where the run-time layer has a secret from.
    private static String store(Baseline base, String layer, Setting setting) {
        var store = base.schema().secretStore();
        return setting.secret() && layer.equals(Layers.RUN_TIME) && store != null ? store : "";
    }

    /// A variable and an argument have a name in their excerpt before the value, a file has a line.
    private static String place(String layer, SourceExcerpt at) {
        return layer.equals(at.file()) && Layers.named(layer)
                ? at.text()
                        .substring(0, Math.clamp(at.column() - 2, 0, at.text().length()))
                : at.file() + ":" + at.line() + ":" + at.column();
    }

    private static Value shown(Setting setting, Value value) {
        return setting.secret() && !(value instanceof Value.NullValue) ? Value.of(Masking.HIDDEN) : value;
    }
}
