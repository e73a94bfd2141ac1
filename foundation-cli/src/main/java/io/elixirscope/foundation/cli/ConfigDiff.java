package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `foundation config diff A B`: what differs between two versions.
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description =
                "Shows each setting whose value differs between two versions, and the last change of it; of a secret "
                        + "only that it changed. --json prints an object for each.")
final class ConfigDiff extends Verb {

    @Mixin
    private ConfigData data = new ConfigData();

    @Parameters(index = "0", paramLabel = "A", converter = Arguments.Positive.class, description = "A version.")
    private long from;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "B",
            converter = Arguments.Positive.class,
            description = "Another, older or newer; the one in force unless given.")
    private @Nullable Long to;

    @Override
    Result<Integer> run(Output output) {
        Map<String, Value> args = new LinkedHashMap<>(Map.of("from", Value.of(from)));
        if (to != null) {
            args.put("to", Value.of(to));
        }
        List<Value> differences = new ArrayList<>();
        return data.ask("config.diff", args, output, differences::add).map(code -> {
            differences.forEach(item ->
                    output.line(json() ? JsonText.write(item) : ConfigVersionText.difference(new NodeAnswer(item))));
            if (differences.isEmpty()) {
                output.say("no setting differs");
            }
            return code;
        });
    }
}
