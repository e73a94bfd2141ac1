package io.elixirscope.foundation.event;

import java.util.Iterator;

/// The results of one query, streamed: events that were in the store when the query began, each
/// read when it is asked for.
///
/// Belongs to one thread. Needs memory for one read-ahead buffer, whatever the number of results.
/// `hasNext` reads, so it may block for a disk. When the store is closed meanwhile, or a record
/// turns out damaged, `hasNext` and `next` throw `FoundationException` (`S102`, `D301`, `S202`).
public interface EventCursor extends Iterator<StoredEvent>, AutoCloseable {
    /// {@return how many positions retention dropped after the query began and before this cursor reached them}
    long skipped();

    /// Lets go of the read-ahead buffer. Any later `hasNext` is false.
    @Override
    void close();
}
