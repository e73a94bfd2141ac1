package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `foundation config history`: who changed what, when and why.
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description =
                "Lists the versions of the configuration, the newest last: when, by whom, why, which settings; the "
                        + "newest 1,024 are kept. --json prints an object for each.")
final class ConfigHistory extends Verb {

    private static final List<String> HEAD = List.of("VERSION", "TIME", "WHO", "CAUSE", "SETTINGS");

    @Mixin
    private ConfigData data = new ConfigData();

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = Arguments.Positive.class,
            description = "The newest N; all that are kept unless given.")
    private @Nullable Long limit;

    @Override
    Result<Integer> run(Output output) {
        Map<String, Value> args = limit == null ? Map.of() : Map.of("limit", Value.of(limit));
        if (json()) {
            return data.ask("config.history", args, output, item -> output.line(JsonText.write(item)));
        }
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        return data.ask("config.history", args, output, item -> rows.add(ConfigVersionText.row(new NodeAnswer(item))))
                .map(code -> {
                    Table.lines(rows, column -> column == 0).forEach(output::line);
                    return code;
                });
    }
}
