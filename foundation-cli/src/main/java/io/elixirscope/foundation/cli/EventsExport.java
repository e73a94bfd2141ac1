package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.formats.CloudEventsJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `foundation events export`: every event as one line of CloudEvents JSON, oldest position first.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Prints every event as one line of CloudEvents JSON, in the order of positions.",
            "'events import' reads it back; position and recordedat are assigned anew there."
        })
final class EventsExport extends Verb {

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Override
    Result<Integer> run(Output output) {
        return data.read(store -> export(store, output));
    }

    private static Result<Integer> export(EventStore store, Output output) {
        return store.read(store.stats().firstPosition()).map(events -> {
            try (events) {
                events.forEachRemaining(event -> output.line(CloudEventsJson.write(event)));
            }
            return DONE;
        });
    }
}
