package io.elixirscope.foundation.time;

/// What carries a thread that a [Scheduler] starts.
public enum ThreadKind {
    /// A virtual thread: cheap, not time-sliced, so it can be starved by others that compute for long.
    VIRTUAL,
    /// A daemon thread of the operating system: time-sliced, for timers, supervisors and long computations.
    PLATFORM
}
