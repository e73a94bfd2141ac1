package io.elixirscope.foundation.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tree of data without behaviour: what events carry, what errors and telemetry keep as context.
///
/// Every variant is immutable and safe to share between threads. A tree is at most [#MAX_DEPTH]
/// levels deep: that is checked where a list or map is built, so that every value can be compared,
/// hashed, printed and written without exhausting a stack. Text holds Unicode characters only: an
/// unpaired surrogate becomes U+FFFD.
///
/// Equality is by variant and content: `LongValue(1)` and `DecimalValue(1)` differ,
/// `DecimalValue(1.0)` and `DecimalValue(1.00)` differ, maps are equal whatever the order of their
/// fields.
public sealed interface Value {

    /// Deepest tree, in levels; a scalar is one level. Unit: levels.
    int MAX_DEPTH = 256;

    /// The absent value.
    enum NullValue implements Value {
        /// The only instance.
        NULL
    }

    /// Truth value.
    ///
    /// @param value the truth
    record BooleanValue(boolean value) implements Value {}

    /// Whole number of 64 bits.
    ///
    /// @param value the number
    record LongValue(long value) implements Value {}

    /// Decimal number with its scale.
    ///
    /// @param value the number; its unscaled part has at most 3,300 bits (993 digits), its
    ///     scale is -10,000 to 10,000
    record DecimalValue(BigDecimal value) implements Value {
        private static final int MAX_BITS = 3_300;
        private static final int MAX_SCALE = 10_000;

        /// Refuses a number of too many digits or too large a scale: one that would blow up when it
        /// is converted.
        public DecimalValue {
            if (Math.abs((long) value.scale()) > MAX_SCALE) {
                throw new IllegalArgumentException(
                        "decimal must have a scale of -" + MAX_SCALE + " to " + MAX_SCALE + ", had " + value.scale());
            }
            int bits = value.unscaledValue().bitLength();
            if (bits > MAX_BITS) {
                throw new IllegalArgumentException("decimal must have <= " + MAX_BITS + " bits unscaled, had " + bits);
            }
        }

        static boolean fits(BigDecimal number) {
            return Math.abs((long) number.scale()) <= MAX_SCALE
                    && number.unscaledValue().bitLength() <= MAX_BITS;
        }
    }

    /// Binary floating-point number, NaN and infinities included.
    ///
    /// @param value the number
    record DoubleValue(double value) implements Value {}

    /// Text.
    ///
    /// @param value the characters; an unpaired surrogate is replaced by U+FFFD
    record TextValue(String value) implements Value {
        /// Replaces unpaired surrogates.
        public TextValue {
            value = Text.wellFormed(value);
        }
    }

    /// Point on the time line, to the nanosecond.
    ///
    /// @param value the instant
    record InstantValue(Instant value) implements Value {
        /// Refuses null.
        public InstantValue {
            Objects.requireNonNull(value, "value");
        }
    }

    /// Values in order.
    ///
    /// @param items the elements; copied
    record ListValue(List<Value> items) implements Value {
        /// Copies the elements; throws [IllegalArgumentException] beyond [Value#MAX_DEPTH] levels.
        public ListValue {
            items = Items.copyOf(items);
        }
    }

    /// Values by name.
    ///
    /// @param fields the values; copied, insertion order is kept
    record MapValue(Map<String, Value> fields) implements Value {
        /// Copies the fields; throws [IllegalArgumentException] beyond [Value#MAX_DEPTH] levels.
        public MapValue {
            fields = Fields.copyOf(fields);
        }
    }

    /// Bytes, compared by content. Immutable: what goes in and what comes out is copied.
    final class BytesValue implements Value {
        private final byte[] bytes;

        /// Copies the bytes.
        ///
        /// @param bytes the content
        public BytesValue(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        /// {@return a copy of the content}
        public byte[] value() {
            return bytes.clone();
        }

        /// {@return the number of bytes}
        public int size() {
            return bytes.length;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof BytesValue that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        /// {@return the number of bytes and the first eight in hexadecimal}
        @Override
        public String toString() {
            var shown = HexFormat.of().formatHex(bytes, 0, Math.min(8, bytes.length));
            return "BytesValue[" + bytes.length + " bytes: " + shown + (bytes.length > 8 ? "…" : "") + "]";
        }
    }

    /// {@return the absent value}
    static Value ofNull() {
        return NullValue.NULL;
    }

    /// {@return a truth value}
    ///
    /// @param value the truth
    static Value of(boolean value) {
        return new BooleanValue(value);
    }

    /// {@return a whole number}
    ///
    /// @param value the number
    static Value of(long value) {
        return new LongValue(value);
    }

    /// {@return a floating-point number}
    ///
    /// @param value the number
    static Value of(double value) {
        return new DoubleValue(value);
    }

    /// {@return a decimal number}
    ///
    /// @param value the number, within the bound of [DecimalValue]
    static Value of(BigDecimal value) {
        return new DecimalValue(value);
    }

    /// {@return text}
    ///
    /// @param value the characters
    static Value of(String value) {
        return new TextValue(value);
    }

    /// {@return bytes}
    ///
    /// @param value the content; copied
    static Value of(byte[] value) {
        return new BytesValue(value);
    }

    /// {@return an instant}
    ///
    /// @param value the point in time
    static Value of(Instant value) {
        return new InstantValue(value);
    }

    /// {@return a list}
    ///
    /// @param items the elements in order
    static Value list(Value... items) {
        return new ListValue(List.of(items));
    }

    /// {@return a list}
    ///
    /// @param items the elements in order; copied
    static Value list(List<? extends Value> items) {
        return new ListValue(new ArrayList<>(items));
    }

    /// {@return a map}
    ///
    /// @param fields the values by name; copied in their iteration order
    static Value map(Map<String, ? extends Value> fields) {
        return new MapValue(new LinkedHashMap<>(fields));
    }

    /// Best-effort value of any object, for metadata. A [Value] is returned as it is, everything
    /// else is bounded by [ValueLimits#METADATA].
    ///
    /// @param any the object
    /// @return its value; never throws
    static Value from(@Nullable Object any) {
        return any instanceof Value value ? value : from(any, ValueLimits.METADATA);
    }

    /// Best-effort value of any object within limits. Numbers, text, characters, instants, bytes,
    /// optionals, collections, maps and arrays keep their shape; a duration becomes its ISO-8601
    /// text, an enum constant its name, anything else its `toString()`. What goes beyond the limits
    /// is cut and marked in place (`… (n more)`); an object whose own code throws becomes a text
    /// that says so.
    ///
    /// @param any the object
    /// @param limits levels, number of values, and bytes of UTF-8 (three for each character
    ///     counted) of one
    /// text
    /// @return its value; never throws
    static Value from(@Nullable Object any, ValueLimits limits) {
        return new ValueConversion(limits).value(any, 1);
    }

    /// As [#from(Object, ValueLimits)], for people and records that stay: a record becomes a map of
    /// its components, and what is marked as a secret ([Redacted], [Sensitive]) shows
    /// [Sensitive#HIDDEN].
    ///
    /// @param any the object
    /// @param limits as of [#from(Object, ValueLimits)]
    /// @return its value; never throws
    static Value shown(@Nullable Object any, ValueLimits limits) {
        return ShownValue.of(any, limits);
    }
}
