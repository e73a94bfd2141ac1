package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `foundation config rollback VERSION`: makes the run-time values what they were.
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description =
                "Makes the run-time values what they were in a version, as a new version; files and environment are "
                        + "never touched, and what still differs is shown with the layer that holds it.")
final class ConfigRollback extends Verb {

    @Mixin
    private ConfigData data = new ConfigData();

    @Mixin
    private StoppedRecord record = new StoppedRecord();

    @Parameters(paramLabel = "VERSION", converter = Arguments.Positive.class, description = "A version of the history.")
    private long version;

    @Override
    Result<Integer> run(Output output) {
        return data.ask(
                "config.rollback",
                Map.of("version", Value.of(version)),
                record,
                output,
                item -> ConfigAnswer.show(item, json(), output));
    }
}
