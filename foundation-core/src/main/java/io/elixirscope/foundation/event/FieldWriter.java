package io.elixirscope.foundation.event;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes fields one after the other into an array of known size.
final class FieldWriter {
    private final byte[] bytes;
    private int at;

    FieldWriter(int size) {
        this.bytes = new byte[size];
    }

    void octet(int value) {
        bytes[at++] = (byte) value;
    }

    void varint(long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
    }

    void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    void optionalText(@Nullable String text) {
        if (text != null) {
            text(text);
        }
    }

    void bytes(byte[] content) {
        varint(content.length);
        System.arraycopy(content, 0, bytes, at, content.length);
        at += content.length;
    }

    /// The array, which must be full: a size that was computed wrong shows here, not in what is stored.
    byte[] filled() {
        if (at != bytes.length) {
            throw new IllegalStateException("wrote " + at + " bytes of " + bytes.length);
        }
        return bytes;
    }
}
