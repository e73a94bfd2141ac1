package io.elixirscope.foundation.event;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where an [IndexedEventStore] keeps its events: a row of positions that grows at one end and is dropped
/// at the other.
///
/// `open`, `write`, `dropBefore` and `close` are called by one thread at a time, under the store's
/// commit lock. Readers are made and used meanwhile by any thread, for positions that the store has
/// published.
public interface EventLog {
    /// {@return what a written event survives}
    Durability durability();

    /// Reads everything that is kept, in order of positions. Called once, before anything else.
    ///
    /// @param each takes every kept event
    /// @return the first position to be given next; an error opens nothing and destroys nothing
    Result<Long> open(Consumer<StoredEvent> each);

    /// Makes events durable, all or none.
    ///
    /// @param events at consecutive positions, the first being the next one
    /// @return an error is final: the store takes no append from then on
    Result<Done> write(List<StoredEvent> events);

    /// {@return a way to read, for one thread}
    Reader reader();

    /// The oldest position that the log's own bounds allow to be kept.
    ///
    /// @param first oldest position kept now
    /// @param last newest position
    /// @param now wall time
    /// @return that position
    long keepFrom(long first, long last, Instant now);

    /// Forgets all events before a position.
    ///
    /// @param position the oldest one to keep
    /// @return an error when nothing could be forgotten
    Result<Done> dropBefore(long position);

    /// {@return size of what is kept, in bytes}
    long bytes();

    /// {@return bytes that opening found unfinished at the end and set aside}
    long tornBytes();

    /// Lets go of everything.
    void close();

    /// Reads events by position. Belongs to one thread.
    interface Reader {
        /// {@return the event at a published position, or null when it has been dropped}
        ///
        /// @param position a published position
        /// @throws io.elixirscope.foundation.error.FoundationException reading failed (`S202`), or the
        ///     record is damaged (`D301`)
        @Nullable
        StoredEvent read(long position);
    }
}
