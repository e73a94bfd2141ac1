package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `foundation events stats`: how many events, which positions, how many bytes.
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        description = "Counts of the journal; --json prints one object.")
final class EventsStats extends Verb {

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Override
    Result<Integer> run(Output output) {
        return data.read(store -> {
            var stats = store.stats();
            Map<String, Value> counts = new LinkedHashMap<>();
            counts.put("events", Value.of(stats.events()));
            counts.put("firstPosition", Value.of(stats.firstPosition()));
            counts.put("lastPosition", Value.of(stats.lastPosition()));
            counts.put("bytes", Value.of(stats.bytes()));
            counts.put("pruned", Value.of(stats.pruned()));
            counts.put("rejected", Value.of(stats.rejected()));
            counts.put("tornBytes", Value.of(stats.tornBytes()));
            counts.put("durability", Value.of(stats.durability().name().toLowerCase(Locale.ROOT)));
            print(counts, output);
            return Result.ok(DONE);
        });
    }

    private void print(Map<String, Value> counts, Output output) {
        if (json()) {
            output.line(JsonText.write(Value.map(counts)));
            return;
        }
        counts.forEach((name, count) -> output.line("%-14s %s".formatted(name, shown(count))));
    }

    private static String shown(Value count) {
        return switch (count) {
            case Value.LongValue(var number) -> "%15s".formatted(Numbers.grouped(number));
            case Value.TextValue(var text) -> "%15s".formatted(text);
            default -> JsonText.write(count);
        };
    }
}
