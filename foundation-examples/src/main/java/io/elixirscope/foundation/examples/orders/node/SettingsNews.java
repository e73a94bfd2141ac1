package io.elixirscope.foundation.examples.orders.node;

import io.elixirscope.foundation.config.Config;
import io.elixirscope.foundation.config.ConfigSnapshot;
import io.elixirscope.foundation.config.ConfigUpdate;
import io.elixirscope.foundation.config.ConfigVersion;
import io.elixirscope.foundation.examples.orders.lines.NodeLine;
import io.elixirscope.foundation.examples.orders.servers.OrdersConfig;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.stream.Collectors;

/// Tells the parent of each change of the settings: what, why, by whom, and where it came from.
final class SettingsNews {

    private static final String START = "start: ";

    private final NodeTalk talk;

    SettingsNews(NodeTalk talk) {
        this.talk = talk;
    }

    /// Tells what the start found in the file, if it is another one than before, and each change from now on.
    void follow(Config<OrdersConfig> config) {
        var version = config.snapshot().version();
        if (version.cause().startsWith(START)) {
            tell(version, String.join(", ", version.changedPaths()));
        }
        config.subscribe("", this::tell).orElseThrow();
    }

    private void tell(ConfigUpdate<OrdersConfig> step) {
        tell(
                step.after().version(),
                step.paths().stream()
                        .map(path -> path + " " + value(step.before(), path) + " → " + value(step.after(), path))
                        .collect(Collectors.joining(", ")));
    }

    private void tell(ConfigVersion version, String change) {
        talk.tell(new NodeLine.Configured(
                version.number(), change, version.cause() + ", by " + version.who(), source(version)));
    }

    private static String value(ConfigSnapshot<OrdersConfig> settings, String path) {
        var value = settings.values().getOrDefault(path, Value.ofNull());
        return value instanceof Value.TextValue(var text) ? text : JsonText.write(value);
    }

    private static String source(ConfigVersion version) {
        if (version.who().equals(Operator.NAME)) {
            return "program";
        }
        return version.cause().startsWith(START) ? "file" : "command line";
    }
}
