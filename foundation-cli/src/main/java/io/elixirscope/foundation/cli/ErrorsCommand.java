package io.elixirscope.foundation.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The group `foundation errors`: one class a verb, each named `Errors` and the verb.
@Command(
        name = "errors",
        mixinStandardHelpOptions = true,
        description = "The catalogue of errors, and those that a node recorded.",
        subcommands = {ErrorsList.class, ErrorsExplain.class, ErrorsRecent.class})
final class ErrorsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a verb must follow: " + String.join(", ", spec.subcommands().keySet()));
    }
}
