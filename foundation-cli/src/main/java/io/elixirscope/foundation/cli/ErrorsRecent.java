package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.ErrorCatalogue;
import io.elixirscope.foundation.error.FoundationError;
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

    @Override
    Result<Integer> run(Output output) {
        var query = EventQuery.builder()
                .type(ERROR_OCCURRED)
                .order(EventQuery.Order.DESC)
                .limit(limit)
                .build();
        return data.read(store -> store.query(query).map(cursor -> {
            try (cursor) {
                cursor.forEachRemaining(stored -> show(stored, output));
            }
            return DONE;
        }));
    }

    private void show(StoredEvent stored, Output output) {
        if (json()) {
            Map<String, Value> fields = new LinkedHashMap<>();
            fields.put("time", Value.of(stored.event().time()));
            fields.put("position", Value.of(stored.position()));
            fields.put("error", stored.event().data());
            output.line(JsonText.write(Value.map(fields)));
            return;
        }
        switch (FoundationError.fromValue(stored.event().data(), ErrorCatalogue.builtIn())) {
            case Result.Ok<FoundationError>(var error) -> show(stored, error, output);
            case Result.Err<FoundationError>(var unreadable) -> show(stored, unreadable, output);
        }
    }

    private void show(StoredEvent stored, FoundationError error, Output output) {
        output.line(stored.event().time() + "  "
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
