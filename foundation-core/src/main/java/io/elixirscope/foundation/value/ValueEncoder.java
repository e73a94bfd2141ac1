package io.elixirscope.foundation.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/// Writes the binary form of one value into a growing array. Used once.
final class ValueEncoder {
    private byte[] buffer = new byte[128];
    private int size;

    byte[] bytes() {
        return Arrays.copyOf(buffer, size);
    }

    void value(Value value) {
        switch (value) {
            case Value.NullValue _ -> tag(ValueCodec.NULL);
            case Value.BooleanValue(var truth) -> tag(truth ? ValueCodec.TRUE : ValueCodec.FALSE);
            case Value.LongValue(var number) -> tag(ValueCodec.LONG).zigzag(number);
            case Value.DecimalValue(var number) -> {
                tag(ValueCodec.DECIMAL).zigzag(number.scale());
                sized(number.unscaledValue().toByteArray());
            }
            case Value.DoubleValue(var number) -> tag(ValueCodec.DOUBLE).word(Double.doubleToLongBits(number));
            case Value.TextValue(var text) -> tag(ValueCodec.TEXT).text(text);
            case Value.BytesValue bytes -> tag(ValueCodec.BYTES).sized(bytes.value());
            case Value.InstantValue(var instant) ->
                tag(ValueCodec.INSTANT).zigzag(instant.getEpochSecond()).varint(instant.getNano());
            case Value.ListValue(var items) -> {
                tag(ValueCodec.LIST).varint(items.size());
                items.forEach(this::value);
            }
            case Value.MapValue(var fields) -> map(fields);
        }
    }

    private void map(Map<String, Value> fields) {
        tag(ValueCodec.MAP).varint(fields.size());
        String[] names = fields.keySet().toArray(String[]::new);
        Arrays.sort(names);
        for (String name : names) {
            text(name);
            value(fields.getOrDefault(name, Value.ofNull()));
        }
    }

    private ValueEncoder tag(byte tag) {
        room(1);
        buffer[size++] = tag;
        return this;
    }

    private ValueEncoder zigzag(long number) {
        return varint((number << 1) ^ (number >> 63));
    }

    private ValueEncoder varint(long number) {
        room(10);
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
        return this;
    }

    private void word(long bits) {
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (bits >>> shift);
        }
    }

    private void text(String text) {
        sized(text.getBytes(StandardCharsets.UTF_8));
    }

    private void sized(byte[] content) {
        varint(content.length);
        room(content.length);
        System.arraycopy(content, 0, buffer, size, content.length);
        size += content.length;
    }

    private void room(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, more), buffer.length + (buffer.length >> 1)));
        }
    }
}
