package io.elixirscope.foundation.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads fields one after the other out of bytes that may be hostile. After the first problem every
/// answer is empty, and nothing is ever read or allocated beyond the bytes that are there.
final class FieldReader {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private int at;
    private @Nullable String problem;

    FieldReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.start = offset;
        this.at = offset;
        this.end = offset + length;
    }

    @Nullable
    String problem() {
        return problem;
    }

    int position() {
        return at - start;
    }

    void fail(String why) {
        if (problem == null) {
            problem = why;
        }
    }

    int octet() {
        if (problem != null || at >= end) {
            fail("cut short");
            return 0;
        }
        return bytes[at++] & 0xFF;
    }

    long varint() {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = octet();
            if (shift == 63 && next > 1) {
                fail("number too long");
                return 0;
            }
            number |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return problem == null ? number : 0;
            }
        }
        fail("number too long");
        return 0;
    }

    int count(int max) {
        long number = varint();
        if (number < 0 || number > max) {
            fail("number beyond " + max);
            return 0;
        }
        return (int) number;
    }

    String text() {
        int length = available();
        if (problem != null) {
            return "";
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    byte[] bytes() {
        int length = available();
        if (problem != null) {
            return new byte[0];
        }
        byte[] content = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return content;
    }

    void end() {
        if (at != end) {
            fail("goes on after its end");
        }
    }

    private int available() {
        int length = count(Integer.MAX_VALUE);
        if (length > end - at) {
            fail("cut short");
        }
        return length;
    }
}
