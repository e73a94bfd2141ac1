package io.elixirscope.foundation.event.journal;

import java.io.IOException;

/// Goes through the frames of a file in order, through one large buffer.
final class FrameScanner {
    private static final int WINDOW = 2 * Frame.LARGEST;

    private final SegmentFile file;
    private final long size;
    private byte[] window = new byte[0];
    private long windowStart;
    private int filled;
    private long at;

    FrameScanner(SegmentFile file, long from) throws IOException {
        this.file = file;
        this.size = file.size();
        this.at = from;
    }

    /// The offset that is looked at.
    long offset() {
        return at;
    }

    /// Size of the whole file.
    long fileSize() {
        return size;
    }

    boolean atEnd() {
        return at >= size;
    }

    /// Whether a sound frame of this position begins here.
    boolean isAt(long position) throws IOException {
        load();
        return Frame.isSound(window, index(), available()) && Frame.position(window, index()) == position;
    }

    /// The bytes that [#index] counts in.
    byte[] bytes() {
        return window;
    }

    int index() {
        return (int) (at - windowStart);
    }

    int frameSize() {
        return Frame.size(window, index(), available());
    }

    /// Goes to the next frame.
    void advance() {
        at += frameSize();
    }

    /// Looks on from here for any sound frame of a position in the given range. Returns its position, 0
    /// when there is none.
    long findLater(long from, long to) throws IOException {
        while (at < size) {
            load();
            if (available() >= Frame.HEAD) {
                long position = Frame.position(window, index());
                if (position >= from && position <= to && Frame.isSound(window, index(), available())) {
                    return position;
                }
            }
            at += 8;
        }
        return 0;
    }

    private int available() {
        return filled - index();
    }

    /// Makes the largest frame that can begin here lie in the window.
    private void load() throws IOException {
        long wanted = Math.min(Frame.LARGEST, size - at);
        if (at >= windowStart && windowStart + filled >= at + wanted) {
            return;
        }
        int length = (int) Math.min(WINDOW, size - at);
        if (window.length < length) {
            window = new byte[length];
        }
        file.read(at, window, length);
        windowStart = at;
        filled = length;
    }
}
