package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventTrace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `foundation events trace CORRELATION`: what caused what, with the time between cause and effect.
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the events of one correlation id as a tree of causes, with the time since the cause.",
            "--json prints one object: counts, and the events in the tree's order with their depth."
        })
final class EventsTrace extends Verb {

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Parameters(paramLabel = "CORRELATION", description = "The correlation id.")
    private String correlation = "";

    @Override
    Result<Integer> run(Output output) {
        return data.read(store -> store.trace(correlation)).flatMap(trace -> show(trace, output));
    }

    private Result<Integer> show(EventTrace trace, Output output) {
        if (trace.events() == 0) {
            var message = "no event has the correlation id " + Visible.text(correlation);
            return Result.err(FoundationError.of(FoundationErrorType.DATA_NOT_FOUND, message));
        }
        if (json()) {
            TraceView.json(trace, output);
        } else {
            TraceView.tree(trace, output);
        }
        return Result.ok(DONE);
    }
}
