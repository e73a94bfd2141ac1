package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `foundation events prune`: drops the oldest events, for good.
@Command(
        name = "prune",
        mixinStandardHelpOptions = true,
        description = {
            "Drops the oldest events, for good: those recorded before a time, or all but the newest N.",
            "No node may run on the directory."
        })
final class EventsPrune extends Verb {

    @Mixin
    private DataDirectory data = new DataDirectory();

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    /// One of the two.
    static final class What {
        @Option(
                names = "--before",
                paramLabel = "TIME",
                converter = Arguments.Time.class,
                description = "Drop what was recorded before TIME: 2026-01-09 or 2026-01-09T08:46:08Z.")
        private @Nullable Instant before;

        @Option(
                names = "--keep",
                paramLabel = "N",
                converter = Arguments.NotNegative.class,
                description = "Keep the newest N events.")
        private @Nullable Long keep;
    }

    @Override
    Result<Integer> run(Output output) {
        return data.change(store -> prune(store).map(dropped -> {
            show(dropped, store, output);
            return DONE;
        }));
    }

    private Result<Long> prune(EventStore store) {
        var before = what.before;
        var keep = what.keep;
        return before == null ? store.pruneTo(keep == null ? Long.MAX_VALUE : keep) : store.prune(before);
    }

    private void show(long dropped, EventStore store, Output output) {
        if (json()) {
            Map<String, Value> counts = new LinkedHashMap<>();
            counts.put("pruned", Value.of(dropped));
            counts.put("events", Value.of(store.stats().events()));
            output.line(JsonText.write(Value.map(counts)));
        } else {
            output.line("pruned " + Numbers.counted(dropped, "event") + ", "
                    + Numbers.counted(store.stats().events(), "event") + " left");
        }
    }
}
