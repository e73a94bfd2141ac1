package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.util.function.Function;

/// How one Java type is read from a raw value and written back in canonical form. Immutable, pure.
///
/// @param javaType the type that `get` gives, boxed
/// @param says what a value of it is, for people: `a whole number`
/// @param numeric whether its rules are rules of range
/// @param reads raw value → value of the type
/// @param writes value of the type → the one canonical raw form; reading that form gives an equal value
record SettingType(
        Class<?> javaType,
        String says,
        boolean numeric,
        Function<Value, Conversion> reads,
        Function<Object, Value> writes) {
    Conversion read(Value raw) {
        return reads.apply(raw);
    }

    Value write(Object value) {
        return writes.apply(value);
    }
}
