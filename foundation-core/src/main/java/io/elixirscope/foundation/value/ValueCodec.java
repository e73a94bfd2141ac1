package io.elixirscope.foundation.value;

import java.util.Objects;

/// Compact binary form of values. Thread-safe; no I/O; the recursion is as deep as the tree.
///
/// The form is canonical: equal values have equal bytes, and bytes that decode are the only ones of their value
/// (longer spellings, unsorted or repeated names and malformed UTF-8 are corrupt). It carries no version: who
/// stores it does. Fields of a map are in the order of their names, so that order is not kept.
/*
 * One tag byte, then the content. varint = 7 bits a byte, lowest first, high bit = more follows, at most 10 bytes,
 * shortest spelling; zigzag = varint of (n << 1) ^ (n >> 63); text = varint length in bytes, UTF-8.
 *
 *   tag   value     content
 *   +----+---------+------------------------------------------------------------------+
 *   | 00 | null    |                                                                  |
 *   | 01 | false   |                                                                  |
 *   | 02 | true    |                                                                  |
 *   | 03 | long    | zigzag                                                           |
 *   | 04 | decimal | zigzag scale | varint length | unscaled, two's complement, big-  |
 *   |    |         | endian, shortest                                                 |
 *   | 05 | double  | 8 bytes, IEEE 754 big-endian, NaN = 7FF8000000000000             |
 *   | 06 | text    | text                                                             |
 *   | 07 | bytes   | varint length | bytes                                            |
 *   | 08 | instant | zigzag epoch second | varint nano of second                      |
 *   | 09 | list    | varint count | values                                            |
 *   | 0A | map     | varint count | (text name | value) in ascending order of names   |
 *   |    |         | by UTF-16 code units                                             |
 *   +----+---------+------------------------------------------------------------------+
 */
public final class ValueCodec {
    static final byte NULL = 0;
    static final byte FALSE = 1;
    static final byte TRUE = 2;
    static final byte LONG = 3;
    static final byte DECIMAL = 4;
    static final byte DOUBLE = 5;
    static final byte TEXT = 6;
    static final byte BYTES = 7;
    static final byte INSTANT = 8;
    static final byte LIST = 9;
    static final byte MAP = 10;

    private ValueCodec() {}

    /// {@return the binary form of a value}
    ///
    /// @param value what to encode
    public static byte[] encode(Value value) {
        var out = new ValueEncoder();
        out.value(value);
        return out.bytes();
    }

    /// Decodes exactly one value that fills the given range.
    ///
    /// @param bytes holds the binary form
    /// @param offset where it begins
    /// @param length how many bytes it has
    /// @param limits bounds; beyond them the bytes are corrupt
    /// @return the value or where the bytes are wrong; hostile bytes never throw, and allocate in proportion to
    /// `length`
    /// @throws IndexOutOfBoundsException if the range is not inside the array
    public static ValueReading decode(byte[] bytes, int offset, int length, ValueLimits limits) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return new ValueDecoder(bytes, offset, length, limits).read();
    }
}
