package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.value.JsonReading;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What tests of the verbs of `foundation events` share: three events, a data directory, the verbs.
abstract class EventsVerbCase {

    static final List<String> LINES = List.of(
            event("a", "order.placed", "2026-01-01T00:00:00Z", "\"correlationid\":\"c1\",\"data\":{\"total\":5}"),
            event(
                    "b",
                    "order.paid",
                    "2026-01-01T00:00:01.5Z",
                    "\"correlationid\":\"c1\",\"causationid\":\"a\",\"subject\":\"order-7\",\"data\":{\"total\":7,\"by\":\"card\"}"),
            event(
                    "c",
                    "order.sent",
                    "2026-01-02T00:00:00Z",
                    "\"correlationid\":\"c1\",\"causationid\":\"b\",\"priority\":3,\"data\":{\"total\":9}"));

    @TempDir
    Path directory = Path.of("");

    Path data = Path.of("");

    static String event(String id, String type, String time, String more) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"urn:shop\",\"type\":\"%s\",\"time\":\"%s\",%s}"
                .formatted(id, type, time, more);
    }

    @BeforeEach
    void nameTheDataDirectory() {
        data = directory.resolve("data");
    }

    Path file(String name, List<String> lines) throws IOException {
        return Files.write(directory.resolve(name), lines);
    }

    final Cli.Run importLines(List<String> lines, Object... options) throws IOException {
        var words = new ArrayList<Object>(List.of("events", "import", file("in.jsonl", lines), "--data", data));
        words.addAll(List.of(options));
        return Cli.run(words.toArray());
    }

    final Cli.Run verb(Object... words) {
        var all = new ArrayList<Object>(List.of("events"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", data));
        return Cli.run(all.toArray());
    }

    static Map<String, Value> json(String line) {
        return switch (JsonText.read(line, ValueLimits.DEFAULT)) {
            case JsonReading.Parsed(Value.MapValue(var fields)) -> fields;
            case JsonReading other -> throw new AssertionError(line + " is " + other);
        };
    }
}
