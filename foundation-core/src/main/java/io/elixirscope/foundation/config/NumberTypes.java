package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers, sizes and durations as settings. Pure.
final class NumberTypes {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,40}");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})\\s*(B|kB|MB|GB|KiB|MiB|GiB)");
    private static final Map<String, Long> SIZES = Map.of(
            "B",
            1L,
            "kB",
            1_000L,
            "MB",
            1_000_000L,
            "GB",
            1_000_000_000L,
            "KiB",
            1L << 10,
            "MiB",
            1L << 20,
            "GiB",
            1L << 30);

    private NumberTypes() {}

    static SettingType whole(boolean isInt, Unit.@Nullable Measure unit) {
        long base = unit == null ? 1 : unit.base();
        var says = unit == null ? "a whole number" : "a size such as 16777216 or 16MiB";
        return new SettingType(
                isInt ? Integer.class : Long.class,
                says,
                true,
                raw -> number(raw)
                        .map(BigInteger.valueOf(base)::multiply)
                        .or(() -> unit == null ? Optional.empty() : size(raw))
                        .map(number -> whole(number, isInt))
                        .orElseGet(() -> Conversion.refused("is not " + says)),
                value -> written(((Number) value).longValue(), base));
    }

    private static Value written(long value, long base) {
        return value % base == 0 ? Value.of(value / base) : Value.of(value + "B");
    }

    private static Conversion whole(BigInteger number, boolean isInt) {
        if (number.bitLength() > (isInt ? 31 : 63)) {
            return Conversion.outOfRange("is outside the range of "
                    + (isInt ? "-2147483648 to 2147483647" : "-9223372036854775808 to 9223372036854775807"));
        }
        return new Conversion.Converted(isInt ? (Object) number.intValueExact() : (Object) number.longValueExact());
    }

    private static Optional<BigInteger> number(Value raw) {
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

    private static Optional<BigInteger> size(Value raw) {
        var matcher = SIZE.matcher(raw instanceof Value.TextValue(var text) ? text.strip() : "");
        return matcher.matches()
                ? Optional.of(new BigInteger(matcher.group(1))
                        .multiply(BigInteger.valueOf(SIZES.getOrDefault(matcher.group(2), 1L))))
                : Optional.empty();
    }

    static SettingType decimal() {
        return new SettingType(
                Double.class,
                "a number",
                true,
                raw -> {
                    double value = doubleOf(raw);
                    return Double.isFinite(value)
                            ? new Conversion.Converted(value)
                            : Conversion.refused("is not a finite number");
                },
                value -> Value.of((double) (Double) value));
    }

    private static double doubleOf(Value raw) {
        return switch (raw) {
            case Value.DoubleValue(var value) -> value;
            case Value.LongValue(var value) -> value;
            case Value.DecimalValue(var value) -> value.doubleValue();
            case Value.TextValue(var text) -> parse(text.strip());
            default -> Double.NaN;
        };
    }

    private static double parse(String text) {
        try {
            return text.length() > 400 ? Double.NaN : new BigDecimal(text).doubleValue();
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    static SettingType duration(Unit.@Nullable Measure unit) {
        return new SettingType(
                Duration.class,
                "a duration such as 2s or 500ms",
                true,
                raw -> number(raw)
                        .map(number -> bare(number, unit))
                        .or(() -> text(raw))
                        .orElseGet(() -> Conversion.refused("is not a duration such as 2s, 1m30s or 500ms")),
                value -> Value.of(DurationText.format((Duration) value)));
    }

    private static Conversion bare(BigInteger number, Unit.@Nullable Measure unit) {
        if (number.bitLength() > 63) {
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

    private static Optional<Conversion> text(Value raw) {
        return raw instanceof Value.TextValue(var text)
                ? DurationText.parse(text.strip()).map(Conversion.Converted::new)
                : Optional.empty();
    }
}
