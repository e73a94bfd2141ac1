package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `foundation config explain PATH`: why a setting has its value.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Says why a setting has its value: the layer that wins and where, each shadowed value, the rule, the "
                        + "last change. Values of secrets are hidden; --json prints one object.")
final class ConfigExplain extends Verb {

    @Mixin
    private ConfigData data = new ConfigData();

    @Mixin
    private StoppedRecord record = new StoppedRecord();

    @Parameters(paramLabel = "PATH", description = "A setting, such as orders.batch-size.")
    private String path = "";

    @Override
    Result<Integer> run(Output output) {
        return data.ask("config.explain", Map.of("path", Value.of(path)), record, output, item -> {
            if (json()) {
                output.line(JsonText.write(item));
            } else {
                ConfigExplanationView.lines(new NodeAnswer(item)).forEach(output::line);
            }
        });
    }
}
