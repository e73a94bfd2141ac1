package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventIdentity;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.formats.CloudEventsJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `foundation events get ID`: one event with everything it says.
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = "Shows one event; --json prints it as CloudEvents JSON.")
final class EventsGet extends Verb {

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Parameters(paramLabel = "ID", description = "The event's id.")
    private String id = "";

    @Option(names = "--source", paramLabel = "URI", description = "The event's source, where several have this id.")
    private @Nullable String source;

    @Override
    Result<Integer> run(Output output) {
        return data.read(store -> find(store).map(found -> show(found, output)));
    }

    private Result<StoredEvent> find(EventStore store) {
        return source == null ? store.get(id) : store.get(new EventIdentity(source, id));
    }

    private int show(StoredEvent found, Output output) {
        if (json()) {
            output.line(CloudEventsJson.write(found));
        } else {
            EventView.lines(found).forEach(output::line);
        }
        return DONE;
    }
}
