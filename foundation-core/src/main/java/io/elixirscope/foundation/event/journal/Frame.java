package io.elixirscope.foundation.event.journal;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.event.StoredEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// One event in a segment file.
/*
 * Little endian, at a multiple of 8.
 *
 *   0        4        8                 16                24         28       32
 *   +--------+--------+-----------------+-----------------+----------+--------+---------+--------+
 *   | length | crc32c | position        | recorded at:    | recorded | more   | payload | zeros  |
 *   | u32    | u32    | u64             | epoch second    | at: nano | 0 or 1 |         | to 8 n |
 *   +--------+--------+-----------------+-----------------+----------+--------+---------+--------+
 *
 * length: of the payload (Event.encoded), in bytes.
 * crc32c: over length and everything from position to the last zero. A byte that it does not cover there is not.
 * more:   1 = the batch that this event was appended with goes on in the next frame. A batch whose last frame is missing
 *         was never acknowledged.
 */
final class Frame {
    static final int HEAD = 32;
    static final int LARGEST = sizeOf(EventStore.MAX_EVENT_BYTES);

    private Frame() {}

    /// Size of the whole frame for a payload of this length.
    static int sizeOf(int payload) {
        return (HEAD + payload + 7) & ~7;
    }

    /// Writes a frame and returns its size.
    static int write(byte[] to, int at, StoredEvent event, byte[] payload, boolean more) {
        int size = sizeOf(payload.length);
        Instant recordedAt = event.recordedAt();
        Layout.putInt32(to, at, payload.length);
        Layout.putInt64(to, at + 8, event.position());
        Layout.putInt64(to, at + 16, recordedAt.getEpochSecond());
        Layout.putInt32(to, at + 24, recordedAt.getNano());
        Layout.putInt32(to, at + 28, more ? 1 : 0);
        System.arraycopy(payload, 0, to, at + HEAD, payload.length);
        Arrays.fill(to, at + HEAD + payload.length, at + size, (byte) 0);
        Layout.putInt32(to, at + 4, checksum(to, at, size));
        return size;
    }

    /// Size of the frame that begins here, 0 when none can.
    static int size(byte[] bytes, int at, int available) {
        if (available < HEAD) {
            return 0;
        }
        int length = Layout.int32(bytes, at);
        return length < 0 || length > EventStore.MAX_EVENT_BYTES ? 0 : sizeOf(length);
    }

    /// Whether a whole, undamaged frame begins here.
    static boolean isSound(byte[] bytes, int at, int available) {
        int size = size(bytes, at, available);
        return size != 0 && size <= available && Layout.int32(bytes, at + 4) == checksum(bytes, at, size);
    }

    static long position(byte[] bytes, int at) {
        return Layout.int64(bytes, at + 8);
    }

    static boolean more(byte[] bytes, int at) {
        return Layout.int32(bytes, at + 28) != 0;
    }

    /// The event of a sound frame.
    static Result<StoredEvent> decode(byte[] bytes, int at) {
        return Event.decode(bytes, at + HEAD, Layout.int32(bytes, at))
                .map(event -> new StoredEvent(position(bytes, at), recordedAt(bytes, at), event));
    }

    private static Instant recordedAt(byte[] bytes, int at) {
        try {
            return Instant.ofEpochSecond(Layout.int64(bytes, at + 16), Layout.int32(bytes, at + 24));
        } catch (DateTimeException outside) {
            return Layout.int64(bytes, at + 16) < 0 ? Instant.MIN : Instant.MAX;
        }
    }

    /// Over the bytes before the checksum's own place and all after it.
    private static int checksum(byte[] bytes, int at, int size) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at, 4);
        crc.update(bytes, at + 8, size - 8);
        return (int) crc.getValue();
    }
}
