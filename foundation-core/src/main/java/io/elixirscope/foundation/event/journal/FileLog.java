package io.elixirscope.foundation.event.journal;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Durability;
import io.elixirscope.foundation.event.EventLog;
import io.elixirscope.foundation.event.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Events in segment files: written at the end of the newest, dropped by whole segments and a
/// low-water mark.
final class FileLog implements EventLog {
    private final JournalDirectory directory;
    private final long segmentBytes;
    private final SegmentFiles files;
    private final DirectoryLock lock;
    private final LowWaterMark mark;
    private final FrameBuffer buffer = new FrameBuffer();

    /// Ascending and never empty once opened. Replaced as a whole.
    private volatile List<Segment> segments = List.of();

    private volatile long tornBytes;

    FileLog(JournalDirectory directory, long segmentBytes, SegmentFiles files, DirectoryLock lock) {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        this.files = files;
        this.lock = lock;
        this.mark = new LowWaterMark(directory);
    }

    @Override
    public Durability durability() {
        return Durability.OS;
    }

    @Override
    public Result<Long> open(Consumer<StoredEvent> each) {
        try {
            directory.sweep();
            long low = mark.read();
            List<Long> bases = wanted(low, directory.segments());
            long next = low;
            for (int i = 0; i < bases.size(); i++) {
                next = recover(bases.get(i), next, i == bases.size() - 1, new Kept(low, each));
            }
            if (next < low) {
                throw new FoundationException(JournalErrors.missing(directory.path(), next, low - 1));
            }
            if (segments.isEmpty()) {
                segments = List.of(create(next));
            }
            return Result.ok(next);
        } catch (IOException failed) {
            return Result.err(JournalErrors.storage("cannot read " + directory.path(), failed));
        } catch (FoundationException damaged) {
            return Result.err(damaged.error());
        }
    }

    /// Which events of a segment are told to whom.
    private record Kept(long low, Consumer<StoredEvent> each) {}

    /// The segments without those that hold only pruned positions, which are deleted.
    private List<Long> wanted(long low, List<Long> bases) throws IOException {
        int drop = 0;
        while (drop + 1 < bases.size() && bases.get(drop + 1) <= low) {
            Files.deleteIfExists(directory.segment(bases.get(drop)));
            drop++;
        }
        if (bases.isEmpty() && low > 1) {
            throw new FoundationException(
                    JournalErrors.badFile(directory.lowWater(), "it says that there are segments, and there are none"));
        }
        return bases.subList(drop, bases.size());
    }

    private long recover(long base, long expected, boolean newest, Kept kept) throws IOException {
        boolean follows = segments.isEmpty() ? base <= expected : base == expected;
        if (!follows) {
            throw new FoundationException(JournalErrors.missing(directory.path(), expected, base - 1));
        }
        Segment segment = new Segment(directory.segment(base), base, files.open(directory.segment(base)));
        append(segment);
        tornBytes = new Recovery(directory, segment, kept.low, kept.each).run(newest);
        return segment.next();
    }

    @Override
    public Result<Done> write(List<StoredEvent> events) {
        int length = buffer.fill(events);
        try {
            Segment active = segments.getLast();
            if (!active.isEmpty() && active.end() + length > segmentBytes) {
                active = create(active.next());
                append(active);
            }
            active.file().append(buffer.bytes(), length);
            buffer.sizes().forEach(active::add);
            return Result.done();
        } catch (IOException failed) {
            return Result.err(JournalErrors.storage(
                    "cannot write to " + segments.getLast().path(), failed));
        } finally {
            buffer.shrink();
        }
    }

    private Segment create(long base) throws IOException {
        directory.publish(directory.segment(base), SegmentHeader.of(base));
        return new Segment(directory.segment(base), base, files.open(directory.segment(base)));
    }

    private void append(Segment segment) {
        List<Segment> longer = new ArrayList<>(segments);
        longer.add(segment);
        segments = List.copyOf(longer);
    }

    @Override
    public Reader reader() {
        return new SegmentReader(this);
    }

    /// The segment of a published position, or null when it was dropped.
    @Nullable
    Segment segment(long position) {
        List<Segment> now = segments;
        int low = 0;
        int high = now.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (now.get(middle).base() <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return now.isEmpty() || now.get(low).base() > position ? null : now.get(low);
    }

    @Override
    public long keepFrom(long first, long last, Instant now) {
        return first;
    }

    /// The mark is written first: a crash before the files are deleted leaves them to the next
    /// opening.
    @Override
    public Result<Done> dropBefore(long position) {
        try {
            Segment active = segments.getLast();
            if (position == active.next() && !active.isEmpty()) {
                append(create(position));
            }
            mark.write(position);
            while (segments.size() > 1 && segments.get(1).base() <= position) {
                Segment gone = segments.getFirst();
                segments = segments.subList(1, segments.size());
                gone.retire();
                Files.deleteIfExists(gone.path());
            }
            segments = List.copyOf(segments);
            return Result.done();
        } catch (IOException failed) {
            return Result.err(JournalErrors.storage("cannot prune " + directory.path(), failed));
        }
    }

    @Override
    public long bytes() {
        long sum = 0;
        for (Segment segment : segments) {
            sum += segment.end();
        }
        return sum;
    }

    @Override
    public long tornBytes() {
        return tornBytes;
    }

    @Override
    public void close() {
        List<Segment> all = segments;
        try {
            for (Segment segment : all) {
                segment.retire();
            }
            lock.close();
        } catch (IOException failed) {
            throw new FoundationException(JournalErrors.storage("cannot close " + directory.path(), failed));
        }
    }
}
