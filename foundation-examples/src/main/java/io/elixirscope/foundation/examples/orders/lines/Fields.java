package io.elixirscope.foundation.examples.orders.lines;

import io.elixirscope.foundation.value.JsonReading;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The fields of one JSON object, read by name. What is absent or of another type reads as empty text, 0 or no fields.
///
/// @param values the fields in their order
public record Fields(Map<String, Value> values) {

    /// Reads a line; empty where it is not one whole JSON object, such as a line that a killed process left half
    /// written.
    public static Optional<Fields> read(String line) {
        return JsonText.read(line, ValueLimits.DEFAULT) instanceof JsonReading.Parsed(Value.MapValue(var values))
                ? Optional.of(new Fields(values))
                : Optional.empty();
    }

    /// The fields of a value that should be an object.
    public static Fields of(Value value) {
        return value instanceof Value.MapValue(var values) ? new Fields(values) : new Fields(Map.of());
    }

    /// No fields yet; go on with [#with].
    public static Fields none() {
        return new Fields(Map.of());
    }

    public Fields with(String name, Value value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Fields(more);
    }

    public Fields with(String name, String text) {
        return with(name, Value.of(text));
    }

    public Fields with(String name, long number) {
        return with(name, Value.of(number));
    }

    public Fields with(String name, Fields fields) {
        return with(name, fields.toValue());
    }

    /// Counts by name, as an object.
    public Fields with(String name, Map<String, Long> counts) {
        var values = new LinkedHashMap<String, Value>();
        counts.forEach((key, count) -> values.put(key, Value.of(count)));
        return with(name, Value.map(values));
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public String text(String name) {
        return values.get(name) instanceof Value.TextValue(var text) ? text : "";
    }

    public long number(String name) {
        return values.get(name) instanceof Value.LongValue(var number) ? number : 0;
    }

    public Fields fields(String name) {
        var value = values.get(name);
        return value == null ? none() : of(value);
    }

    public Map<String, Long> counts(String name) {
        var counts = new LinkedHashMap<String, Long>();
        fields(name).values.forEach((key, value) -> {
            if (value instanceof Value.LongValue(var count)) {
                counts.put(key, count);
            }
        });
        return counts;
    }

    public Value toValue() {
        return Value.map(values);
    }

    /// One line of JSON.
    public String toLine() {
        return JsonText.write(toValue());
    }
}
