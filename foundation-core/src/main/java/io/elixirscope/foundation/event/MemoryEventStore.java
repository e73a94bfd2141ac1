package io.elixirscope.foundation.event;

import io.elixirscope.foundation.time.Scheduler;
import java.util.function.Supplier;

/// An event store in memory, bounded by events, bytes and age; lost with the process.
///
/// The oldest events leave first and are counted; an append takes constant time, leaving included.
/// Reads take no lock: a cursor sees the events that were there when its query began and passes
/// over those that left since, counted. The events belong to this object, not to a server that
/// tends it, and so outlive that server's crashes.
public final class MemoryEventStore extends IndexedEventStore {
    /// Makes an empty store with fixed limits.
    ///
    /// @param scheduler gives the clock
    /// @param limits how much to keep
    public MemoryEventStore(Scheduler scheduler, MemoryLimits limits) {
        this(scheduler, () -> limits);
    }

    /// Makes an empty store whose limits may change.
    ///
    /// @param scheduler gives the clock
    /// @param limits how much to keep, asked at each append; must be fast and must not throw
    public MemoryEventStore(Scheduler scheduler, Supplier<MemoryLimits> limits) {
        this(new MemoryLog(limits), scheduler);
    }

    private MemoryEventStore(MemoryLog log, Scheduler scheduler) {
        super(log, scheduler, open(log, scheduler).orElseThrow());
    }
}
