package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers as settings. Pure.
final class NumberTypes {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,40}");
    private static final int LONGEST = 400;

    private NumberTypes() {}

    /// The type, or null when the class is no number.
    static @Nullable SettingType of(Class<?> boxed) {
        if (boxed == Integer.class) {
            return whole(boxed, Integer.SIZE, BigInteger::intValueExact);
        }
        if (boxed == Long.class) {
            return whole(boxed, Long.SIZE, BigInteger::longValueExact);
        }
        if (boxed == Short.class) {
            return whole(boxed, Short.SIZE, BigInteger::shortValueExact);
        }
        if (boxed == Byte.class) {
            return whole(boxed, Byte.SIZE, BigInteger::byteValueExact);
        }
        return boxed == BigInteger.class ? big() : decimal(boxed);
    }

    private static SettingType whole(Class<?> type, int bits, Function<BigInteger, Object> narrow) {
        var says = "a whole number";
        var least = BigInteger.ONE.shiftLeft(bits - 1).negate();
        var most = least.not();
        return new SettingType(
                type,
                says,
                JsonForms.whole(least, most),
                raw -> number(raw)
                        .map(number -> number.bitLength() < bits
                                ? new Conversion.Converted(narrow.apply(number))
                                : Conversion.outOfRange("is outside the range of " + least + " to " + most))
                        .orElseGet(() -> Conversion.refused("is not " + says)),
                value -> Value.of(((Number) value).longValue()));
    }

    private static SettingType big() {
        var says = "a whole number";
        return new SettingType(
                BigInteger.class,
                says,
                JsonForms.wholeUnbounded(),
                raw -> number(raw)
                        .map(number -> (Conversion) new Conversion.Converted(number))
                        .orElseGet(() -> Conversion.refused("is not " + says)),
                value -> Value.of(value.toString()));
    }

    private static @Nullable SettingType decimal(Class<?> boxed) {
        if (boxed == Double.class) {
            return finite(boxed, number -> number);
        }
        if (boxed == Float.class) {
            return finite(boxed, number -> (float) (double) number);
        }
        return boxed == BigDecimal.class ? exact() : null;
    }

    private static SettingType finite(Class<?> type, Function<Double, Number> narrow) {
        return new SettingType(
                type,
                "a number",
                JsonForms.decimal(),
                raw -> {
                    var value = narrow.apply(
                            decimal(raw).map(BigDecimal::doubleValue).orElse(Double.NaN));
                    return Double.isFinite(value.doubleValue())
                            ? new Conversion.Converted(value)
                            : Conversion.refused("is not a finite number");
                },
                value -> Value.of(Double.parseDouble(value.toString())));
    }

    private static SettingType exact() {
        return new SettingType(
                BigDecimal.class,
                "a number",
                JsonForms.decimal(),
                raw -> decimal(raw)
                        .map(number -> (Conversion) new Conversion.Converted(number))
                        .orElseGet(() -> Conversion.refused("is not a number")),
                value -> Value.of(value.toString()));
    }

    /// The whole number of a value or text; empty for anything else.
    static Optional<BigInteger> number(Value raw) {
        return switch (raw) {
            case Value.LongValue(var value) -> Optional.of(BigInteger.valueOf(value));
            case Value.DecimalValue(var value)
            when value.scale() <= 0 && value.precision() - value.scale() <= 40 ->
                Optional.of(value.toBigIntegerExact());
            case Value.TextValue(var text)
            when WHOLE.matcher(text.strip()).matches() -> Optional.of(new BigInteger(text.strip()));
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> decimal(Value raw) {
        return switch (raw) {
            case Value.DoubleValue(var value) when Double.isFinite(value) -> Optional.of(BigDecimal.valueOf(value));
            case Value.LongValue(var value) -> Optional.of(BigDecimal.valueOf(value));
            case Value.DecimalValue(var value) -> Optional.of(value);
            case Value.TextValue(var text) -> parse(text.strip());
            default -> Optional.empty();
        };
    }

    /// Of a scale that does not blow up when it is converted.
    private static Optional<BigDecimal> parse(String text) {
        try {
            return Optional.of(text)
                    .filter(number -> number.length() <= LONGEST)
                    .map(BigDecimal::new)
                    .filter(number -> Math.abs((long) number.scale()) <= 10_000);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
