package io.elixirscope.foundation.event.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/// One segment file and where its frames begin. One thread at a time adds; any thread reads frames that
/// were published.
final class Segment {
    private final Path path;
    private final long base;
    private final SegmentFile file;
    private volatile int[] offsets = new int[256];
    private final AtomicLong end = new AtomicLong(SegmentHeader.SIZE);
    private volatile boolean retired;
    private int count;

    Segment(Path path, long base, SegmentFile file) {
        this.path = path;
        this.base = base;
        this.file = file;
    }

    Path path() {
        return path;
    }

    long base() {
        return base;
    }

    SegmentFile file() {
        return file;
    }

    /// The position that the next frame gets.
    long next() {
        return base + count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /// Bytes in use: the head and all frames.
    long end() {
        return end.get();
    }

    /// Where the frame of a published position begins.
    int offset(long position) {
        return offsets[(int) (position - base)];
    }

    /// Adds a frame that is in the file right behind the last one.
    void add(int size) {
        int[] known = offsets;
        if (count == known.length) {
            known = Arrays.copyOf(known, 2 * count);
        }
        known[count] = (int) end.get();
        offsets = known;
        count++;
        end.addAndGet(size);
    }

    /// Forgets the newest frames.
    void removeFrom(long position, long offset) {
        count = (int) (position - base);
        end.set(offset);
    }

    /// Whether the file was dropped, so that a failed read means nothing else.
    boolean retired() {
        return retired;
    }

    /// No frame of it is wanted any more.
    void retire() throws IOException {
        retired = true;
        file.close();
    }
}
