package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.control.ControlClient;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.EventCursor;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.formats.CloudEventsJson;
import io.elixirscope.foundation.value.Value;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `foundation events tail`: the newest events, and with `-f` each new one of a running node.
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the newest events, oldest first; --json prints CloudEvents JSON lines.",
            "A node that runs on the directory is asked; with -f each new event follows until it is interrupted or the "
                    + "node stops. Where no node runs the journal is read, and nothing follows."
        })
final class EventsTail extends Verb {

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Option(names = "-f", description = "Go on with each new event.")
    private boolean follow;

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "10",
            converter = Arguments.Positive.class,
            description = "Begin with the newest N events; 10 unless given.")
    private long last;

    @Override
    Result<Integer> run(Output output) {
        return switch (data.node()) {
            case Result.Ok<ControlClient>(var node) ->
                node.ask(
                        "events.tail",
                        Map.of("last", Value.of(last), "follow", Value.of(follow ? "yes" : "no")),
                        item -> show(item, output));
            case Result.Err<ControlClient>(var error)
            when error.type() == FoundationErrorType.SERVICE_UNAVAILABLE -> fromJournal(output);
            case Result.Err<ControlClient>(var error) -> Result.err(error);
        };
    }

    private Result<Integer> fromJournal(Output output) {
        return data.read(store -> newest(store).map(events -> {
            try (events) {
                events.forEachRemaining(stored -> show(stored, output));
            }
            if (follow) {
                output.flush();
                output.say("no node runs on the directory: no event follows");
            }
            return DONE;
        }));
    }

    private Result<EventCursor> newest(EventStore store) {
        var stats = store.stats();
        var after = Math.max(stats.firstPosition() - 1, stats.lastPosition() - last);
        return store.query(EventQuery.builder().afterPosition(after).build());
    }

    private void show(Value item, Output output) {
        var answer = new NodeAnswer(item);
        var encoded = Base64.getDecoder().decode(answer.text("event"));
        var event = Event.decode(encoded, 0, encoded.length).orElseThrow();
        show(new StoredEvent(answer.number("position"), answer.time("recordedAt"), event), output);
        output.flush();
    }

    private void show(StoredEvent stored, Output output) {
        output.line(json() ? CloudEventsJson.write(stored) : row(stored));
    }

    private static String row(StoredEvent stored) {
        var event = stored.event();
        var time = event.time().truncatedTo(ChronoUnit.SECONDS);
        var type = Visible.cut(event.type(), 32);
        var subject = Visible.cut(event.subject().orElse("-"), 48);
        var id = Visible.cut(event.id(), 44);
        return "%8d  %s  %-24s  %s  %s".formatted(stored.position(), time, type, subject, id);
    }
}
