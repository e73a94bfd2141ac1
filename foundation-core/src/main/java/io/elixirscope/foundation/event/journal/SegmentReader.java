package io.elixirscope.foundation.event.journal;

import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventLog;
import io.elixirscope.foundation.event.StoredEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads frames through a buffer: small for single events, large from the second of a row on. Every
/// frame's checksum and position are tested again.
final class SegmentReader implements EventLog.Reader {
    private static final int SINGLE = 4 * 1024;
    private static final int ROW = 256 * 1024;

    private final FileLog log;
    private byte[] buffer = new byte[0];
    private @Nullable Segment current;
    private long start;
    private int filled;
    private long previous;

    SegmentReader(FileLog log) {
        this.log = log;
    }

    @Override
    public @Nullable StoredEvent read(long position) {
        Segment segment = log.segment(position);
        if (segment == null) {
            return null;
        }
        try {
            long offset = segment.offset(position);
            load(segment, offset, Frame.HEAD, position == previous + 1 ? ROW : SINGLE);
            int size = Frame.size(buffer, (int) (offset - start), filled - (int) (offset - start));
            load(segment, offset, size, size);
            previous = position;
            return decode(segment, offset, position);
        } catch (IOException failed) {
            if (segment.retired()) {
                return null;
            }
            throw new FoundationException(JournalErrors.storage("cannot read " + segment.path(), failed));
        }
    }

    private StoredEvent decode(Segment segment, long offset, long position) {
        int at = (int) (offset - start);
        if (!Frame.isSound(buffer, at, filled - at) || Frame.position(buffer, at) != position) {
            throw new FoundationException(
                    JournalErrors.damaged(segment.path(), offset, position, "the frame is not sound"));
        }
        return switch (Frame.decode(buffer, at)) {
            case Result.Ok<StoredEvent>(StoredEvent event) -> event;
            case Result.Err<StoredEvent>(var error) ->
                throw new FoundationException(
                        JournalErrors.damaged(segment.path(), offset, position, "the frame holds no event")
                                .causedBy(error));
        };
    }

    /// Makes the bytes needed lie in the buffer, with as many behind them as wanted and there.
    private void load(Segment segment, long offset, int needed, int wanted) throws IOException {
        if (segment == current && offset >= start && offset + needed <= start + filled) {
            return;
        }
        int length = (int) Math.min(Math.max(needed, wanted), segment.end() - offset);
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        current = null;
        segment.file().read(offset, buffer, length);
        current = segment;
        start = offset;
        filled = length;
    }
}
