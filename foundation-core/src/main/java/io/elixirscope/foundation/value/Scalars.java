package io.elixirscope.foundation.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The forms of types without parts.
final class Scalars {
    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            boolean.class, Boolean.class,
            byte.class, Byte.class,
            short.class, Short.class,
            int.class, Integer.class,
            long.class, Long.class,
            float.class, Float.class,
            double.class, Double.class);

    private static final Map<Class<?>, Form> FORMS = Map.ofEntries(
            Map.entry(Boolean.class, new Truth()),
            Map.entry(Byte.class, whole(Byte.MIN_VALUE, Byte.MAX_VALUE, Long::byteValue)),
            Map.entry(Short.class, whole(Short.MIN_VALUE, Short.MAX_VALUE, Long::shortValue)),
            Map.entry(Integer.class, whole(Integer.MIN_VALUE, Integer.MAX_VALUE, Long::intValue)),
            Map.entry(Long.class, whole(Long.MIN_VALUE, Long.MAX_VALUE, number -> number)),
            Map.entry(Float.class, new Floating(Number::floatValue)),
            Map.entry(Double.class, new Floating(Number::doubleValue)),
            Map.entry(BigDecimal.class, new Decimal()),
            Map.entry(BigInteger.class, new BigWhole()),
            Map.entry(String.class, text("text", text -> text)),
            Map.entry(Instant.class, new Point()),
            Map.entry(byte[].class, new Bytes()),
            Map.entry(UUID.class, text("a UUID", UUID::fromString)),
            Map.entry(URI.class, text("a URI", URI::create)),
            Map.entry(Duration.class, text("a duration such as PT1.5S", Duration::parse)),
            Map.entry(Period.class, text("a period such as P1M", Period::parse)),
            Map.entry(LocalDate.class, text("a date such as 2026-01-31", LocalDate::parse)),
            Map.entry(LocalTime.class, text("a time such as 10:15:30", LocalTime::parse)),
            Map.entry(LocalDateTime.class, text("a date and time", LocalDateTime::parse)),
            Map.entry(OffsetDateTime.class, text("a date and time with offset", OffsetDateTime::parse)),
            Map.entry(ZonedDateTime.class, text("a date and time with zone", ZonedDateTime::parse)),
            Map.entry(YearMonth.class, text("a month such as 2026-01", YearMonth::parse)),
            Map.entry(ZoneId.class, text("a time zone", ZoneId::of)),
            Map.entry(Value.class, new Itself()));

    private Scalars() {}

    /// The form of a type without parts, null for any other.
    static @Nullable Form of(Class<?> type) {
        Form form = FORMS.get(boxed(type));
        return form == null && type.isEnum() ? new Constant(type) : form;
    }

    static Class<?> boxed(Class<?> type) {
        return BOXES.getOrDefault(type, type);
    }

    @SuppressWarnings("unchecked") // boxed is the type itself, or the box of a primitive one
    static <T> T cast(Class<T> type, Object object) {
        return (T) boxed(type).cast(object);
    }

    private static Form whole(long min, long max, Function<Long, Object> narrow) {
        return new Whole(min, max, narrow);
    }

    private static Form text(String wanted, Function<String, Object> parser) {
        return new Textual(wanted, parser);
    }

    private record Truth() implements Form {
        @Override
        public Value write(Object object) {
            return Value.of((boolean) object);
        }

        @Override
        public @Nullable Object read(Value value, Place place) {
            return value instanceof Value.BooleanValue(boolean truth) ? truth : place.wrong("true or false", value);
        }
    }

    private record Whole(long min, long max, Function<Long, Object> narrow) implements Form {
        @Override
        public Value write(Object object) {
            return Value.of(((Number) object).longValue());
        }

        @Override
        public @Nullable Object read(Value value, Place place) {
            return value instanceof Value.LongValue(long number) && number >= min && number <= max
                    ? narrow.apply(number)
                    : place.wrong("a whole number of " + min + " to " + max, value);
        }
    }

    private record Floating(Function<Number, Object> narrow) implements Form {
        @Override
        public Value write(Object object) {
            return Value.of(((Number) object).doubleValue());
        }

        @Override
        public @Nullable Object read(Value value, Place place) {
            return switch (value) {
                case Value.DoubleValue(double number) -> narrow.apply(number);
                case Value.LongValue(long number) -> narrow.apply(number);
                case Value.DecimalValue(BigDecimal number) -> narrow.apply(number);
                case Value.TextValue(String text)
                when text.equals("NaN") || text.endsWith("Infinity") -> odd(text, place, value);
                default -> place.wrong("a number", value);
            };
        }

        private @Nullable Object odd(String text, Place place, Value value) {
            return switch (text) {
                case "NaN" -> narrow.apply(Double.NaN);
                case "Infinity" -> narrow.apply(Double.POSITIVE_INFINITY);
                case "-Infinity" -> narrow.apply(Double.NEGATIVE_INFINITY);
                default -> place.wrong("a number", value);
            };
        }
    }

    private record Decimal() implements Form {
        @Override
        public Value write(Object object) {
            return Value.of((BigDecimal) object);
        }

        @Override
        public @Nullable Object read(Value value, Place place) {
            return switch (value) {
                case Value.DecimalValue(BigDecimal number) -> number;
                case Value.LongValue(long number) -> BigDecimal.valueOf(number);
                case Value.DoubleValue(double number) when Double.isFinite(number) -> BigDecimal.valueOf(number);
                default -> place.wrong("a decimal number", value);
            };
        }
    }

    private record BigWhole() implements Form {
        @Override
        public Value write(Object object) {
            return Value.of(new BigDecimal((BigInteger) object));
        }

        @Override
        public @Nullable Object read(Value value, Place place) {
            return switch (value) {
                case Value.LongValue(long number) -> BigInteger.valueOf(number);
                case Value.DecimalValue(BigDecimal number)
                when number.stripTrailingZeros().scale() <= 0 -> number.toBigInteger();
                default -> place.wrong("a whole number", value);
            };
        }
    }

    private record Point() implements Form {
        @Override
        public Value write(Object object) {
            return Value.of((Instant) object);
        }

        @Override
        public @Nullable Object read(Value value, Place place) {
            return switch (value) {
                case Value.InstantValue(Instant instant) -> instant;
                case Value.TextValue(String text) -> parsed(text, Instant::parse, "an instant", place, value);
                default -> place.wrong("an instant", value);
            };
        }
    }

    private record Bytes() implements Form {
        @Override
        public Value write(Object object) {
            return Value.of((byte[]) object);
        }

        @Override
        public @Nullable Object read(Value value, Place place) {
            return switch (value) {
                case Value.BytesValue bytes -> bytes.value();
                case Value.TextValue(String text) ->
                    parsed(text, Base64.getDecoder()::decode, "bytes in base64", place, value);
                default -> place.wrong("bytes", value);
            };
        }
    }

    private record Textual(String wanted, Function<String, Object> parser) implements Form {
        @Override
        public Value write(Object object) {
            return Value.of(object.toString());
        }

        @Override
        public @Nullable Object read(Value value, Place place) {
            return value instanceof Value.TextValue(String text)
                    ? parsed(text, parser, wanted, place, value)
                    : place.wrong(wanted, value);
        }
    }

    private record Constant(Class<?> type) implements Form {
        @Override
        public Value write(Object object) {
            return Value.of(((Enum<?>) object).name());
        }

        @Override
        public @Nullable Object read(Value value, Place place) {
            Object[] constants = type.getEnumConstants();
            if (value instanceof Value.TextValue(String text)) {
                for (Object constant : constants) {
                    if (((Enum<?>) constant).name().equals(text)) {
                        return constant;
                    }
                }
            }
            return place.wrong("one of " + Text.cut(Arrays.toString(constants), 200), value);
        }
    }

    private record Itself() implements Form {
        @Override
        public Value write(Object object) {
            return (Value) object;
        }

        @Override
        public Object read(Value value, Place place) {
            return value;
        }

        @Override
        public boolean readsNull() {
            return true;
        }
    }

    private static @Nullable Object parsed(
            String text, Function<String, Object> parser, String wanted, Place place, Value value) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return place.wrong(wanted, value);
        }
    }
}
