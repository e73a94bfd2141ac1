package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.DataSize;
import io.elixirscope.foundation.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The raw value of what a program gives for a setting: text in a setting's own spelling, or an object of its
/// type. Pure.
final class RawValue {
    private RawValue() {}

    /// Empty when no setting could have such a value.
    static Optional<Value> of(Object given) {
        return switch (given) {
            case Value value -> Optional.of(value);
            case String text -> Optional.of(Value.of(text));
            case Boolean flag -> Optional.of(Value.of((boolean) flag));
            case Double number -> Optional.of(Value.of((double) number));
            case Float number -> Optional.of(Value.of(number.doubleValue()));
            case BigDecimal number -> Optional.of(Value.of(number));
            case Long number -> Optional.of(Value.of((long) number));
            case Integer number -> Optional.of(Value.of(number.longValue()));
            case Short number -> Optional.of(Value.of(number.longValue()));
            case Byte number -> Optional.of(Value.of(number.longValue()));
            case Duration duration -> Optional.of(Value.of(DurationText.format(duration)));
            case Instant instant -> Optional.of(Value.of(instant));
            case Enum<?> constant -> Optional.of(Value.of(constant.name()));
            case Optional<?> optional when optional.isPresent() -> of(optional.get());
            case Collection<?> items -> list(items);
            case Map<?, ?> map -> map(map);
            case BigInteger number -> Optional.of(Value.of(number.toString()));
            case Character character -> Optional.of(Value.of(character.toString()));
            case DataSize size -> Optional.of(Value.of(size.toString()));
            default -> TextTypes.written(given);
        };
    }

    private static Optional<Value> list(Collection<?> items) {
        var values = new ArrayList<Value>(items.size());
        for (Object item : items) {
            var value = item == null ? Optional.<Value>empty() : of(item);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(Value.list(values));
    }

    /// Its keys are parts of paths.
    private static Optional<Value> map(Map<?, ?> map) {
        var fields = new LinkedHashMap<String, Value>();
        for (var field : map.entrySet()) {
            var value = field.getValue() == null ? Optional.<Value>empty() : of(field.getValue());
            if (value.isEmpty() || !(field.getKey() instanceof String key)) {
                return Optional.empty();
            }
            fields.put(ConfigPath.part(key), value.get());
        }
        return Optional.of(Value.map(fields));
    }

    /// The value as a text for people.
    static String text(Value value) {
        return switch (value) {
            case Value.TextValue(var text) -> text;
            case Value.LongValue(var number) -> Long.toString(number);
            case Value.DoubleValue(var number) -> Double.toString(number);
            case Value.DecimalValue(var number) -> number.toString();
            case Value.BooleanValue(var flag) -> Boolean.toString(flag);
            case Value.InstantValue(var at) -> at.toString();
            case Value.ListValue(var items) ->
                String.join(",", items.stream().map(RawValue::text).toList());
            case Value.NullValue _ -> "null";
            case Value.BytesValue _ -> "bytes";
            case Value.MapValue(var fields) ->
                fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + text(field.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }
}
