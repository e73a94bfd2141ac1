package io.elixirscope.foundation.event.journal;

import io.elixirscope.foundation.error.FoundationException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The oldest position that pruning has left, in a file that is replaced as a whole.
/*
 * Little endian.
 *
 *   0                 8                 16       20
 *   +-----------------+-----------------+--------+
 *   | magic           | oldest position | crc32c |
 *   | "FNDLOWW1"      | u64             | 0..15  |
 *   +-----------------+-----------------+--------+
 */
final class LowWaterMark {
    private static final String MAGIC = "FNDLOWW1";
    private static final int SIZE = 20;

    private final JournalDirectory directory;

    LowWaterMark(JournalDirectory directory) {
        this.directory = directory;
    }

    /// The oldest position, 1 when nothing was ever pruned.
    ///
    /// @throws FoundationException the file is damaged
    long read() throws IOException {
        Path path = directory.lowWater();
        if (!Files.exists(path)) {
            return 1;
        }
        byte[] bytes = new byte[SIZE];
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            if (file.length() != SIZE) {
                throw damaged(path, "it has " + file.length() + " bytes instead of " + SIZE);
            }
            file.readFully(bytes);
        }
        if (!new String(bytes, 0, 8, StandardCharsets.ISO_8859_1).equals(MAGIC)) {
            throw damaged(path, "it does not begin as a low-water mark");
        }
        if (Layout.int32(bytes, 16) != Layout.crc32c(bytes, 0, 16)) {
            throw damaged(path, "its checksum is wrong");
        }
        return Layout.int64(bytes, 8);
    }

    void write(long position) throws IOException {
        byte[] bytes = new byte[SIZE];
        System.arraycopy(MAGIC.getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 8);
        Layout.putInt64(bytes, 8, position);
        Layout.putInt32(bytes, 16, Layout.crc32c(bytes, 0, 16));
        directory.publish(directory.lowWater(), bytes);
    }

    private static FoundationException damaged(Path path, String problem) {
        return new FoundationException(JournalErrors.badFile(path, problem));
    }
}
