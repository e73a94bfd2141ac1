package io.elixirscope.foundation.event.journal;

import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.StoredEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads one segment when the store is opened: tells its events, sets an unfinished end aside, and
/// refuses damage.
/*
 * From the head on, frames must be sound and of consecutive positions. The first place where that is not so is
 *   - the end of the file: fine, if the last batch is whole;
 *   - in the newest segment, with no sound frame of a later position behind it: an unfinished end. Everything from the
 *     batch it belongs to is copied to torn-<position>.bin, then cut off;
 *   - anything else: damage. The file stays as it is.
 */
final class Recovery {
    private final JournalDirectory directory;
    private final Segment segment;
    private final long firstKept;
    private final Consumer<StoredEvent> each;
    private final List<StoredEvent> batch = new ArrayList<>();
    private long batchStart = SegmentHeader.SIZE;
    private long batchPosition;

    /// @param firstKept events before this position are not told
    Recovery(JournalDirectory directory, Segment segment, long firstKept, Consumer<StoredEvent> each) {
        this.directory = directory;
        this.segment = segment;
        this.firstKept = firstKept;
        this.each = each;
        this.batchPosition = segment.base();
    }

    /// Reads the segment. Returns how many bytes were cut off.
    ///
    /// @throws FoundationException the segment is damaged
    long run(boolean newest) throws IOException {
        if (segment.file().size() < SegmentHeader.SIZE) {
            throw damaged(0, "the file ends inside its head");
        }
        checkHead();
        FrameScanner scan = new FrameScanner(segment.file(), SegmentHeader.SIZE);
        while (!scan.atEnd() && scan.isAt(segment.next())) {
            take(scan);
        }
        if (scan.atEnd() && batchPosition == segment.next()) {
            return 0;
        }
        return setAside(scan, newest);
    }

    private void checkHead() throws IOException {
        byte[] head = new byte[SegmentHeader.SIZE];
        segment.file().read(0, head, head.length);
        String problem = SegmentHeader.problem(head, segment.base());
        if (!problem.isEmpty()) {
            throw new FoundationException(JournalErrors.badFile(segment.path(), problem));
        }
    }

    private void take(FrameScanner scan) {
        long position = segment.next();
        if (position >= firstKept) {
            Result<StoredEvent> event = Frame.decode(scan.bytes(), scan.index());
            if (event instanceof Result.Err<StoredEvent>(var error)) {
                throw new FoundationException(
                        JournalErrors.damaged(segment.path(), scan.offset(), position, "the frame holds no event")
                                .causedBy(error));
            }
            event.map(batch::add);
        }
        boolean more = Frame.more(scan.bytes(), scan.index());
        int size = scan.frameSize();
        scan.advance();
        segment.add(size);
        if (!more) {
            batch.forEach(each);
            batch.clear();
            batchStart = scan.offset();
            batchPosition = segment.next();
        }
    }

    private long setAside(FrameScanner scan, boolean newest) throws IOException {
        long badOffset = scan.offset();
        long expected = segment.next();
        long most = expected + (scan.fileSize() - badOffset) / Frame.HEAD;
        long later = scan.findLater(segment.base(), most);
        if (later != 0) {
            throw damaged(badOffset, "an undamaged frame of position " + later + " follows at byte " + scan.offset());
        }
        if (!newest) {
            throw damaged(badOffset, "the segment is not whole, though a newer one follows");
        }
        long torn = scan.fileSize() - batchStart;
        copyAside(directory.torn(batchPosition), batchStart, torn);
        segment.removeFrom(batchPosition, batchStart);
        segment.file().cut(batchStart);
        return torn;
    }

    private void copyAside(Path to, long from, long length) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        directory.publish(to, out -> {
            for (long done = 0; done < length; done += buffer.length) {
                int part = (int) Math.min(buffer.length, length - done);
                segment.file().read(from + done, buffer, part);
                out.write(buffer, 0, part);
            }
        });
    }

    private FoundationException damaged(long offset, String problem) {
        return new FoundationException(JournalErrors.damaged(segment.path(), offset, segment.next(), problem));
    }
}
