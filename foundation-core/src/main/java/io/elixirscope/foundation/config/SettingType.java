package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.DataSize;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How one Java type is read from a raw value and written back in canonical form. Immutable, pure.
///
/// @param javaType the type that `get` gives, boxed
/// @param says what a value of it is, for people: `a whole number`
/// @param form its keywords in JSON Schema
/// @param element the type of the items of a list, null for others
/// @param reads raw value → value of the type
/// @param writes value of the type → the one canonical raw form; reading that form gives an equal value
record SettingType(
        Class<?> javaType,
        String says,
        Map<String, Value> form,
        @Nullable SettingType element,
        Function<Value, Conversion> reads,
        Function<Object, Value> writes) {
    SettingType(
            Class<?> javaType,
            String says,
            Map<String, Value> form,
            Function<Value, Conversion> reads,
            Function<Object, Value> writes) {
        this(javaType, says, form, null, reads, writes);
    }

    Conversion read(Value raw) {
        return reads.apply(raw);
    }

    Value write(Object value) {
        return writes.apply(value);
    }

    /// Whether its rules are rules of range.
    boolean numeric() {
        return Number.class.isAssignableFrom(javaType) || javaType == Duration.class || javaType == DataSize.class;
    }

    /// The record that a list's items are, null where they are none.
    @Nullable
    RecordType items() {
        return element != null && element.reads instanceof RecordType records ? records : null;
    }

    /// The raw value of what a program gives: an object of the type, or whatever it may be written as. Empty
    /// when no setting could have such a value.
    Optional<Value> raw(Object given) {
        if (element != null && given instanceof Collection<?> items) {
            return items(element, items);
        }
        return javaType.isInstance(given) ? Optional.of(write(given)) : RawValue.of(given);
    }

    private static Optional<Value> items(SettingType element, Collection<?> given) {
        var items = new ArrayList<Value>(given.size());
        for (Object item : given) {
            var raw = item == null ? Optional.<Value>empty() : element.raw(item);
            if (raw.isEmpty()) {
                return Optional.empty();
            }
            items.add(raw.get());
        }
        return Optional.of(Value.list(items));
    }
}
