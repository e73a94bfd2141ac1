package io.elixirscope.foundation.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The group `foundation config`: one class a verb, each named `Config` and the verb.
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description =
                "The configuration of a node: read, changed, explained, its versions; files checked before they are used.",
        subcommands = {
            ConfigCheck.class,
            ConfigSchemaText.class,
            ConfigGet.class,
            ConfigSet.class,
            ConfigReset.class,
            ConfigHistory.class,
            ConfigDiff.class,
            ConfigRollback.class,
            ConfigExplain.class,
            ConfigWatch.class
        })
final class ConfigCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a verb must follow: " + String.join(", ", spec.subcommands().keySet()));
    }
}
