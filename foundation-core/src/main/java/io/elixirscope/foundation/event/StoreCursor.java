package io.elixirscope.foundation.event;

import io.elixirscope.foundation.error.FoundationException;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Reads candidates one by one and gives those that match.
final class StoreCursor implements EventCursor {
    private final EventQuery query;
    private final EventLog.Reader reader;
    private final LongSupplier first;
    private final BooleanSupplier storeClosed;
    private final QueryDeadline deadline;
    private final long through;
    private final long limit;
    private volatile @Nullable Positions positions;
    private @Nullable StoredEvent next;
    private long given;
    private long skipped;

    /// @param first the store's oldest retained position, as of the call
    /// @param storeClosed whether the store is closed, as of the call
    /// @param through the newest position when the query began
    StoreCursor(
            EventQuery query,
            Positions positions,
            EventLog.Reader reader,
            LongSupplier first,
            BooleanSupplier storeClosed,
            QueryDeadline deadline,
            long through) {
        this.query = query;
        this.positions = positions;
        this.reader = reader;
        this.first = first;
        this.storeClosed = storeClosed;
        this.deadline = deadline;
        this.through = through;
        this.limit = query.limit().orElse(Long.MAX_VALUE);
    }

    @Override
    public boolean hasNext() {
        if (given >= limit) {
            return false;
        }
        while (next == null) {
            Positions candidates = positions;
            long position = candidates == null ? 0 : candidates.next();
            if (position == 0) {
                positions = null;
                return false;
            }
            next = wanted(position);
        }
        return positions != null;
    }

    private @Nullable StoredEvent wanted(long position) {
        if (storeClosed.getAsBoolean()) {
            throw new FoundationException(EventErrors.closed());
        }
        deadline.check();
        StoredEvent event = position < first.getAsLong() ? null : reader.read(position);
        if (event == null) {
            skipped++;
            return null;
        }
        return query.matches(event.event()) ? event : null;
    }

    @Override
    public StoredEvent next() {
        StoredEvent event = hasNext() ? next : null;
        if (event == null) {
            throw new NoSuchElementException("no more events");
        }
        next = null;
        given++;
        return event;
    }

    @Override
    public long skipped() {
        return skipped;
    }

    @Override
    public long through() {
        return through;
    }

    @Override
    public void close() {
        positions = null;
    }
}
