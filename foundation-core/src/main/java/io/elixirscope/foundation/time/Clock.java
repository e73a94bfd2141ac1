package io.elixirscope.foundation.time;

import java.time.Instant;

/// Source of the two times the library uses. Thread-safe; neither method blocks.
public interface Clock {

    /// The time of day. May jump in both directions when the machine's clock is set: never used for durations.
    ///
    /// @return the current instant
    Instant wallTime();

    /// Elapsed time for durations and deadlines, from an arbitrary zero that all clocks of one kind in a
    /// process share.
    ///
    /// @return nanoseconds, `> 0`, below 2^62, never decreasing: values may be compared with `<` and added in
    ///     pairs
    long nanos();
}
