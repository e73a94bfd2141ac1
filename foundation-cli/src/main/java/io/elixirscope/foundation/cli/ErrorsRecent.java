package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.control.ControlClient;
import io.elixirscope.foundation.error.ErrorCatalogue;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `foundation errors recent`: the errors that a node recorded, newest first.
@Command(
        name = "recent",
        mixinStandardHelpOptions = true,
        description = "Shows the newest errors that a node recorded; --json prints JSON lines.")
final class ErrorsRecent extends Verb {

    private static final String ERROR_OCCURRED = "elixir_scope.error.occurred";

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            converter = Arguments.Positive.class,
            description = "At most this many; 20 unless given.")
    private long limit;

    @Option(names = "--report", description = "Whole reports in place of one line each.")
    private boolean report;

    /// A node that runs holds its journal: it is asked. Otherwise the journal is read.
    @Override
    Result<Integer> run(Output output) {
        return switch (data.node()) {
            case Result.Ok<ControlClient>(var node) ->
                node.ask("errors", Map.of("limit", Value.of(limit)), item -> show(item, output));
            case Result.Err<ControlClient>(var error)
            when error.type() == FoundationErrorType.SERVICE_UNAVAILABLE -> fromJournal(output);
            case Result.Err<ControlClient>(var error) -> Result.err(error);
        };
    }

    private Result<Integer> fromJournal(Output output) {
        var query = EventQuery.builder()
                .type(ERROR_OCCURRED)
                .order(EventQuery.Order.DESC)
                .limit(limit)
                .build();
        return data.read(store -> store.query(query).map(cursor -> {
            try (cursor) {
                cursor.forEachRemaining(stored -> show(item(stored), output));
            }
            return DONE;
        }));
    }

    /// As a node answers it.
    private static Value item(StoredEvent stored) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("time", Value.of(stored.event().time()));
        fields.put("position", Value.of(stored.position()));
        fields.put("error", stored.event().data());
        return Value.map(fields);
    }

    private void show(Value item, Output output) {
        if (json()) {
            output.line(JsonText.write(item));
            return;
        }
        var fields = new NodeAnswer(item);
        var error = switch (FoundationError.fromValue(fields.value("error"), ErrorCatalogue.builtIn())) {
            case Result.Ok<FoundationError>(var read) -> read;
            case Result.Err<FoundationError>(var unreadable) -> unreadable;
        };
        show(fields.text("time"), error, output);
    }

    private void show(String time, FoundationError error, Output output) {
        output.line(Visible.text(time) + "  "
                + (report ? "" : Visible.cut(error.toString(), 160))
                + error.operation()
                        .map(trace -> "  correlation " + Visible.text(trace.correlationId()))
                        .orElse(""));
        if (report) {
            output.line(error.report().stripTrailing());
            output.line("");
        }
    }
}
