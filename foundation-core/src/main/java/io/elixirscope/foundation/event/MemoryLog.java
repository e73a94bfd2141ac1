package io.elixirscope.foundation.event;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Events in pages of memory. A dropped event is let go of at once, its page when the whole page is dropped.
final class MemoryLog implements EventLog {
    private final Supplier<MemoryLimits> limits;
    private final Pages<Page> pages = new Pages<>();
    private long dropped;
    private final AtomicLong bytes = new AtomicLong();

    private static final class Page {
        private final @Nullable StoredEvent[] events = new StoredEvent[Pages.SIZE];
        private final int[] sizes = new int[Pages.SIZE];
    }

    MemoryLog(Supplier<MemoryLimits> limits) {
        this.limits = limits;
    }

    @Override
    public Durability durability() {
        return Durability.MEMORY;
    }

    @Override
    public Result<Long> open(Consumer<StoredEvent> each) {
        return Result.ok(1L);
    }

    @Override
    public Result<Done> write(List<StoredEvent> events) {
        long added = 0;
        for (StoredEvent event : events) {
            Page page = pages.make(event.position(), Page::new);
            int slot = Pages.slot(event.position());
            int size = event.event().encodedSize();
            page.sizes[slot] = size;
            page.events[slot] = event;
            added += size;
        }
        bytes.addAndGet(added);
        return Result.done();
    }

    @Override
    public Reader reader() {
        return this::read;
    }

    private @Nullable StoredEvent read(long position) {
        Page page = pages.at(position);
        return page == null ? null : page.events[Pages.slot(position)];
    }

    @Override
    public long keepFrom(long first, long last, Instant now) {
        MemoryLimits bounds = limits.get();
        Instant tooOld = RetentionLogic.oldest(now, bounds.maxAge());
        long keep = Math.max(first, last + 1 - bounds.maxEvents());
        long kept = bytes.get() - sizes(first, keep);
        while (keep <= last && (kept > bounds.maxBytes() || recordedBefore(keep, tooOld))) {
            kept -= sizes(keep, keep + 1);
            keep++;
        }
        return keep;
    }

    private boolean recordedBefore(long position, Instant time) {
        StoredEvent event = read(position);
        return event == null || event.recordedAt().isBefore(time);
    }

    private long sizes(long from, long to) {
        long sum = 0;
        for (long position = from; position < to; position++) {
            Page page = pages.at(position);
            sum += page == null ? 0 : page.sizes[Pages.slot(position)];
        }
        return sum;
    }

    @Override
    public Result<Done> dropBefore(long position) {
        for (long gone = dropped + 1; gone < position; gone++) {
            Page page = pages.at(gone);
            if (page != null) {
                bytes.addAndGet(-page.sizes[Pages.slot(gone)]);
                page.events[Pages.slot(gone)] = null;
            }
        }
        dropped = position - 1;
        pages.dropBefore(position);
        return Result.done();
    }

    @Override
    public long bytes() {
        return bytes.get();
    }

    @Override
    public long tornBytes() {
        return 0;
    }

    @Override
    public void close() {
        pages.dropBefore(Long.MAX_VALUE);
    }
}
