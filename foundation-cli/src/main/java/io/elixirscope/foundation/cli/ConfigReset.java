package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `foundation config reset PATH…`: takes run-time values away.
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description =
                "Takes the run-time value of settings away: what files, environment or the default say holds again.")
final class ConfigReset extends Verb {

    @Mixin
    private ConfigData data = new ConfigData();

    @Mixin
    private StoppedRecord record = new StoppedRecord();

    @Mixin
    private ChangeOptions options = new ChangeOptions();

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Settings, such as orders.batch-size.")
    private List<String> paths = List.of();

    @Override
    Result<Integer> run(Output output) {
        Map<String, Value> args = options.args();
        args.put("reset", Value.list(paths.stream().map(Value::of).toList()));
        return data.ask("config.update", args, record, output, item -> ConfigAnswer.show(item, json(), output));
    }
}
