package io.elixirscope.foundation.event.journal;

import java.nio.charset.StandardCharsets;

/// The head of a segment file.
/*
 * Little endian. The frames follow (see Frame), each at a multiple of 8.
 *
 *   0                 8         12        16                24         28       32
 *   +-----------------+---------+---------+-----------------+----------+--------+----
 *   | magic           | version | size of | position of the | reserved | crc32c | frames
 *   | "FNDEVTS" 00    | 1       | head 32 | first frame     | 0        | 0..27  |
 *   +-----------------+---------+---------+-----------------+----------+--------+----
 *
 * A file gets its name only when its head is whole. Later versions keep magic, version and size of head where they are.
 */
final class SegmentHeader {
    static final int SIZE = 32;

    private static final String MAGIC = "FNDEVTS\0";
    private static final int VERSION = 1;

    private SegmentHeader() {}

    static byte[] of(long base) {
        byte[] head = new byte[SIZE];
        byte[] magic = MAGIC.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, head, 0, magic.length);
        Layout.putInt32(head, 8, VERSION);
        Layout.putInt32(head, 12, SIZE);
        Layout.putInt64(head, 16, base);
        Layout.putInt32(head, 28, Layout.crc32c(head, 0, 28));
        return head;
    }

    /// What is wrong with a head, empty when nothing is.
    static String problem(byte[] head, long base) {
        if (!new String(head, 0, 8, StandardCharsets.ISO_8859_1).equals(MAGIC)) {
            return "it does not begin as a segment of events";
        }
        if (Layout.int32(head, 28) != Layout.crc32c(head, 0, 28)) {
            return "the checksum of its head is wrong";
        }
        if (Layout.int32(head, 8) != VERSION) {
            return "format version " + Layout.int32(head, 8) + " is not known here, only " + VERSION;
        }
        if (Layout.int64(head, 16) != base) {
            return "its head says that it begins at position " + Layout.int64(head, 16);
        }
        return "";
    }
}
