package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.DataSize;
import io.elixirscope.foundation.value.Value;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Durations and sizes of data as settings: numbers with a unit. Pure.
final class QuantityTypes {
    private static final String DURATION = "^\\s*(?:(?:\\d{1,18}\\s*(?:[nN][sS]|[uU][sS]|[mM][sS]|[sSmMhHdD])\\s*)+"
            + "|[+-]?[pP][-+0-9.a-zA-Z]+|[+-]?0+)\\s*$";
    private static final String SIZE = "^\\s*\\d{1,19}\\s*(?:B|kB|MB|GB|TB|KiB|MiB|GiB|TiB)\\s*$";

    private QuantityTypes() {}

    /// The type, or null when the class is no quantity.
    static @Nullable SettingType of(Class<?> boxed, Unit.@Nullable Measure unit) {
        if (boxed == Duration.class) {
            return duration(unit);
        }
        if (boxed == DataSize.class) {
            return size(unit);
        }
        return unit != null && (boxed == Long.class || boxed == Integer.class) ? bytes(boxed, unit) : null;
    }

    private static SettingType duration(Unit.@Nullable Measure unit) {
        return new SettingType(
                Duration.class,
                "a duration such as 2s or 500ms",
                form(DURATION, unit),
                raw -> NumberTypes.number(raw)
                        .map(number -> bareTime(number, unit))
                        .or(() -> duration(raw))
                        .orElseGet(() -> Conversion.refused("is not a duration such as 2s, 1m30s or 500ms")),
                value -> Value.of(DurationText.format((Duration) value)));
    }

    /// A bare number is a number with `@Unit`; without, only a text has a unit.
    private static Map<String, Value> form(String pattern, Unit.@Nullable Measure unit) {
        return unit == null ? JsonForms.pattern(pattern) : JsonForms.typed(pattern + "|^\\s*[+-]?\\d+\\s*$", "integer");
    }

    private static Conversion bareTime(BigInteger number, Unit.@Nullable Measure unit) {
        if (number.bitLength() >= Long.SIZE) {
            return Conversion.outOfRange("is longer than a duration can be");
        }
        if (unit == null && number.signum() != 0) {
            return Conversion.refused("is a number without a unit, " + DurationText.readings(number.longValueExact()));
        }
        try {
            long base = unit == null ? 1 : unit.base();
            return new Conversion.Converted(Duration.ofNanos(base).multipliedBy(number.longValueExact()));
        } catch (ArithmeticException _) {
            return Conversion.outOfRange("is longer than a duration can be");
        }
    }

    private static Optional<Conversion> duration(Value raw) {
        return raw instanceof Value.TextValue(var text)
                ? DurationText.parse(text.strip()).map(Conversion.Converted::new)
                : Optional.empty();
    }

    private static SettingType size(Unit.@Nullable Measure unit) {
        var says = "a size such as 16MiB or 64kB";
        return new SettingType(
                DataSize.class,
                says,
                form(SIZE, unit),
                raw -> NumberTypes.number(raw)
                        .map(number -> bareSize(number, unit))
                        .or(() -> size(raw).map(Conversion.Converted::new))
                        .orElseGet(() -> Conversion.refused("is not " + says)),
                value -> Value.of(value.toString()));
    }

    private static Conversion bareSize(BigInteger number, Unit.@Nullable Measure unit) {
        if (unit == null && number.signum() != 0) {
            return Conversion.refused("is a number without a unit, " + readings(number));
        }
        var bytes = number.multiply(BigInteger.valueOf(unit == null ? 1 : unit.base()));
        return bytes.signum() < 0 || bytes.bitLength() >= Long.SIZE
                ? Conversion.outOfRange("is outside the range of 0B to " + Long.MAX_VALUE + "B")
                : new Conversion.Converted(DataSize.ofBytes(bytes.longValueExact()));
    }

    /// The two likely readings: the same quantity in a larger unit where there is one, else mebibytes.
    private static String readings(BigInteger number) {
        var exact = number.signum() > 0 && number.bitLength() < Long.SIZE
                ? DataSize.ofBytes(number.longValueExact()).toString()
                : number + "B";
        return number + ": write " + number + "B or " + (exact.equals(number + "B") ? number + "MiB" : exact);
    }

    private static Optional<DataSize> size(Value raw) {
        return raw instanceof Value.TextValue(var text) ? DataSize.parse(text.strip()) : Optional.empty();
    }

    /// A size as a plain number of bytes.
    private static SettingType bytes(Class<?> boxed, Unit.Measure unit) {
        var says = "a size such as 16777216 or 16MiB";
        boolean isInt = boxed == Integer.class;
        return new SettingType(
                boxed,
                says,
                form(SIZE, unit),
                raw -> NumberTypes.number(raw)
                        .map(number -> number.multiply(BigInteger.valueOf(unit.base())))
                        .or(() -> size(raw).map(size -> BigInteger.valueOf(size.bytes())))
                        .map(bytes -> bytes(bytes, isInt))
                        .orElseGet(() -> Conversion.refused("is not " + says)),
                value -> written(((Number) value).longValue(), unit.base()));
    }

    private static Conversion bytes(BigInteger bytes, boolean isInt) {
        if (bytes.bitLength() >= (isInt ? Integer.SIZE : Long.SIZE)) {
            return Conversion.outOfRange("is outside the range of "
                    + (isInt ? "-2147483648 to 2147483647" : "-9223372036854775808 to 9223372036854775807"));
        }
        return new Conversion.Converted(isInt ? (Object) bytes.intValueExact() : (Object) bytes.longValueExact());
    }

    private static Value written(long value, long base) {
        return value % base == 0 ? Value.of(value / base) : Value.of(value + "B");
    }
}
