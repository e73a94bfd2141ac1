package io.elixirscope.foundation.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The group `foundation events`: one class a verb, each named `Events` and the verb.
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = "The events of a data directory.",
        subcommands = {
            EventsImport.class,
            EventsExport.class,
            EventsQuery.class,
            EventsGet.class,
            EventsTrace.class,
            EventsTail.class,
            EventsStats.class,
            EventsPrune.class
        })
final class EventsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a verb must follow: " + String.join(", ", spec.subcommands().keySet()));
    }
}
