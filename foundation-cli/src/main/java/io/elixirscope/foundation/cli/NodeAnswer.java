package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.value.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// An object that a node answered, read leniently: what is missing or of another kind is empty.
///
/// @param answer what came
record NodeAnswer(Value answer) {

    Value value(String name) {
        return fields().getOrDefault(name, Value.ofNull());
    }

    Map<String, Value> fields() {
        return answer instanceof Value.MapValue(var fields) ? fields : Map.of();
    }

    NodeAnswer object(String name) {
        return new NodeAnswer(value(name));
    }

    List<Value> list(String name) {
        return value(name) instanceof Value.ListValue(var items) ? items : List.of();
    }

    /// Harmless for a terminal.
    String text(String name) {
        return switch (value(name)) {
            case Value.TextValue(var text) -> Visible.text(text);
            case Value.InstantValue(var instant) -> instant.toString();
            default -> "";
        };
    }

    long number(String name) {
        return value(name) instanceof Value.LongValue(var number) ? number : 0;
    }

    /// The time to the second, for people.
    String second(String name) {
        return time(name).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// The epoch where it is no time.
    Instant time(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException _) {
            return Instant.EPOCH;
        }
    }
}
