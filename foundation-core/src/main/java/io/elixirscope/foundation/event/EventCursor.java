package io.elixirscope.foundation.event;

import java.util.Iterator;

/// The results of one query, streamed: events that were in the store when the query began, each
/// read when it is asked for.
///
/// Belongs to one thread; only `close` may be called by any, to cancel it. Needs memory for one
/// read-ahead buffer, whatever the number of results. `hasNext` reads, so it may block for a disk.
/// When the store is closed meanwhile, the deadline passes, or a record turns out damaged,
/// `hasNext` and `next` throw `FoundationException` (`S102`, `E301`, `D301`, `S202`).
public interface EventCursor extends Iterator<StoredEvent>, AutoCloseable {
    /// {@return how many positions retention dropped after the query began and before this cursor
    /// reached them}
    long skipped();

    /// {@return the newest position that was visible when the query began} Every wanted event up to
    /// it is given, none beyond it.
    long through();

    /// Lets go of the read-ahead buffer. Any later `hasNext` is false.
    @Override
    void close();
}
