package io.elixirscope.foundation.value;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One best-effort conversion of an object into a bounded value. Not thread-safe; used once.
final class ValueConversion {
    /// Characters of one text, unless the limits on all together allow more than 24 times as many.
    static final int MAX_TEXT = 1_024;

    private final ValueLimits limits;
    private final int maxText;
    private int items;
    private int characters;

    ValueConversion(ValueLimits limits) {
        this.limits = limits;
        this.maxText = Math.max(MAX_TEXT, limits.maxBytes() / 24);
        this.items = limits.maxItems();
        this.characters = Math.max(1, limits.maxBytes() / 3);
    }

    Value value(@Nullable Object any, int depth) {
        items--;
        try {
            return convert(any, depth);
        } catch (StackOverflowError | Exception | LinkageError | AssertionError thrown) {
            return new Value.TextValue("(unreadable: " + thrown.getClass().getName() + ")");
        }
    }

    private Value convert(@Nullable Object any, int depth) {
        return switch (any) {
            case null -> Value.ofNull();
            case Value value -> bounded(value, depth);
            case Boolean truth -> Value.of(truth.booleanValue());
            case Number number -> number(number);
            case Instant instant -> Value.of(instant);
            case Enum<?> constant -> text(constant.name());
            case CharSequence characters -> text(characters.toString());
            case Duration duration -> text(duration.toString());
            case byte[] bytes -> bytes(bytes);
            case Optional<?> optional -> value(optional.orElse(null), depth);
            case Map<?, ?> map -> map(map, depth);
            case Collection<?> collection -> list(collection, collection.size(), depth);
            default -> any.getClass().isArray() ? array(any, depth) : text(any.toString());
        };
    }

    private Value bounded(Value value, int depth) {
        return switch (value) {
            case Value.TextValue(var text) -> text(text);
            case Value.BytesValue bytes -> bytes(bytes.value());
            case Value.ListValue(var items) -> list(items, items.size(), depth);
            case Value.MapValue(var fields) -> map(fields, depth);
            case Value.NullValue _,
                    Value.BooleanValue _,
                    Value.LongValue _,
                    Value.DecimalValue _,
                    Value.DoubleValue _,
                    Value.InstantValue _ -> value;
        };
    }

    private Value number(Number number) {
        return switch (number) {
            case Long _, Integer _, Short _, Byte _ -> Value.of(number.longValue());
            case Double _, Float _ -> Value.of(number.doubleValue());
            case BigDecimal decimal when Value.DecimalValue.fits(decimal) -> Value.of(decimal);
            case BigInteger whole
            when Value.DecimalValue.fits(new BigDecimal(whole)) -> Value.of(new BigDecimal(whole));
            default -> text(number.toString());
        };
    }

    private Value text(String text) {
        return Value.of(taken(text));
    }

    /// As much of a text as one text may have and the budget still holds.
    private String taken(String text) {
        var taken = Text.cut(text, Math.clamp(characters, 1, maxText));
        characters -= Math.min(text.length(), taken.length());
        return taken;
    }

    private Value bytes(byte[] bytes) {
        return bytes.length <= limits.maxBytes() ? Value.of(bytes) : text("(" + bytes.length + " bytes)");
    }

    private Value array(Object array, int depth) {
        int length = Array.getLength(array);
        var elements = new ArrayList<@Nullable Object>();
        for (int at = 0; at < Math.min(length, items); at++) {
            elements.add(Array.get(array, at));
        }
        return list(elements, length, depth);
    }

    private Value list(Collection<?> source, int size, int depth) {
        if (depth >= limits.maxDepth()) {
            return text("(" + size + " items)");
        }
        List<Value> values = new ArrayList<>();
        for (Object item : source) {
            if (items <= 0) {
                break;
            }
            values.add(value(item, depth + 1));
        }
        if (values.size() < size) {
            values.add(text("… (" + (size - values.size()) + " more)"));
        }
        return new Value.ListValue(values);
    }

    private Value map(Map<?, ?> source, int depth) {
        if (depth >= limits.maxDepth()) {
            return text("(" + source.size() + " fields)");
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        for (var field : source.entrySet()) {
            if (items <= 0) {
                break;
            }
            fields.put(name(field.getKey()), value(field.getValue(), depth + 1));
        }
        if (fields.size() < source.size()) {
            fields.put("…", text("(" + (source.size() - fields.size()) + " more)"));
        }
        return new Value.MapValue(fields);
    }

    private String name(@Nullable Object key) {
        return Text.wellFormed(taken(key instanceof Enum<?> constant ? constant.name() : String.valueOf(key)));
    }
}
