package io.elixirscope.foundation.time;

import java.time.Instant;
import java.util.function.LongSupplier;

/// Source of the two times the library uses. Thread-safe; neither method blocks.
public interface Clock extends LongSupplier {

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

    /// [#nanos()], so that contexts and deadlines can be seen to have the same clock.
    @Override
    default long getAsLong() {
        return nanos();
    }
}
