package io.elixirscope.foundation.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the binary form of one value from a range of bytes that may be hostile. Used once.
///
/// The first problem is kept, moves reading to the end, and every step from there is empty: no exception is
/// needed. A length or count is compared with the bytes that are left before anything is allocated for it.
final class ValueDecoder {
    private static final long MIN_SECOND = Instant.MIN.getEpochSecond();
    private static final long MAX_SECOND = Instant.MAX.getEpochSecond();
    private static final int NANOS = 1_000_000_000;

    private final byte[] bytes;
    private final int end;
    private final ValueLimits limits;
    private int at;
    private int items;
    private ValueReading.@Nullable Corrupt problem;

    ValueDecoder(byte[] bytes, int offset, int length, ValueLimits limits) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
        this.limits = limits;
        if (length > limits.maxBytes()) {
            corrupt(offset, "longer than " + limits.maxBytes() + " bytes");
        }
    }

    ValueReading read() {
        var value = value(1);
        if (at < end) {
            corrupt(at, "more bytes after the end of the value");
        }
        return problem != null ? problem : new ValueReading.Decoded(value);
    }

    private Value value(int depth) {
        int start = at;
        if (depth > limits.maxDepth()) {
            return corrupt(start, "deeper than " + limits.maxDepth() + " levels");
        }
        if (++items > limits.maxItems()) {
            return corrupt(start, "more than " + limits.maxItems() + " values");
        }
        if (at >= end) {
            return corrupt(start, "a value is expected");
        }
        byte tag = bytes[at++];
        return switch (tag) {
            case ValueCodec.NULL -> Value.ofNull();
            case ValueCodec.FALSE -> Value.of(false);
            case ValueCodec.TRUE -> Value.of(true);
            case ValueCodec.LONG -> Value.of(zigzag());
            case ValueCodec.DECIMAL -> decimal();
            case ValueCodec.DOUBLE -> binary();
            case ValueCodec.TEXT -> Value.of(text());
            case ValueCodec.BYTES -> Value.of(sized());
            case ValueCodec.INSTANT -> instant();
            case ValueCodec.LIST -> list(depth);
            case ValueCodec.MAP -> map(depth);
            default -> corrupt(start, "unknown tag " + tag);
        };
    }

    private Value decimal() {
        int start = at;
        long scale = zigzag();
        byte[] unscaled = sized();
        if (scale != (int) scale || unscaled.length == 0) {
            return corrupt(start, "not a decimal");
        }
        var number = new BigDecimal(new BigInteger(unscaled), (int) scale);
        boolean shortest = number.unscaledValue().bitLength() / 8 + 1 == unscaled.length;
        return shortest && Value.DecimalValue.fits(number)
                ? Value.of(number)
                : corrupt(start, "not the shortest spelling of a decimal in range");
    }

    private Value binary() {
        int start = at;
        if (end - at < Long.BYTES) {
            return corrupt(start, "cut off inside a double");
        }
        long bits = ByteBuffer.wrap(bytes, at, Long.BYTES).getLong();
        at += Long.BYTES;
        double number = Double.longBitsToDouble(bits);
        return Double.doubleToLongBits(number) == bits ? Value.of(number) : corrupt(start, "not the one NaN");
    }

    private Value instant() {
        int start = at;
        long second = zigzag();
        long nano = varint();
        if (second < MIN_SECOND || second > MAX_SECOND || nano < 0 || nano >= NANOS) {
            return corrupt(start, "not an instant");
        }
        return Value.of(Instant.ofEpochSecond(second, nano));
    }

    private Value list(int depth) {
        int count = count();
        List<Value> elements = new ArrayList<>();
        for (int index = 0; index < count && problem == null; index++) {
            elements.add(value(depth + 1));
        }
        return problem == null ? new Value.ListValue(elements) : Value.ofNull();
    }

    private Value map(int depth) {
        int count = count();
        Map<String, Value> fields = new LinkedHashMap<>();
        String last = null;
        for (int index = 0; index < count && problem == null; index++) {
            int start = at;
            var name = text();
            if (last != null && name.compareTo(last) <= 0) {
                return corrupt(start, "names out of order");
            }
            last = name;
            fields.put(name, value(depth + 1));
        }
        return problem == null ? new Value.MapValue(fields) : Value.ofNull();
    }

    /// A count of things of at least one byte each.
    private int count() {
        int start = at;
        long count = varint();
        if (count < 0 || count > end - at) {
            corrupt(start, "count beyond the end");
            return 0;
        }
        return (int) count;
    }

    private byte[] sized() {
        int length = count();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    private String text() {
        int start = at;
        int length = count();
        var content = ByteBuffer.wrap(bytes, at, length);
        at += length;
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(content).toString();
        } catch (CharacterCodingException _) {
            corrupt(start, "not UTF-8");
            return "";
        }
    }

    private long zigzag() {
        long number = varint();
        return (number >>> 1) ^ -(number & 1);
    }

    private long varint() {
        int start = at;
        long number = 0;
        for (int shift = 0; shift < Long.SIZE && at < end; shift += 7) {
            byte next = bytes[at++];
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                boolean shortest = next != 0 || shift == 0;
                boolean fits = shift < 63 || next == 1;
                if (!shortest || !fits) {
                    corrupt(start, "not the shortest spelling of a number");
                }
                return problem == null ? number : 0;
            }
        }
        corrupt(start, "cut off inside a number, or one of more than 64 bits");
        return 0;
    }

    private Value corrupt(int offset, String what) {
        if (problem == null) {
            problem = new ValueReading.Corrupt(offset, what);
        }
        at = end;
        return Value.ofNull();
    }
}
