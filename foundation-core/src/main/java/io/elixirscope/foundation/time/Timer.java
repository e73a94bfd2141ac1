package io.elixirscope.foundation.time;

/// A pending action of [Timers]. Thread-safe.
public interface Timer {

    /// Prevents all further runs. Does not wait for a run that has begun. O(log n), does not block.
    ///
    /// @return true if at least one run was prevented by this very call; false if it had run (and is not
    ///     periodic), was cancelled before, or its [Timers] was closed
    boolean cancel();
}
