package io.elixirscope.foundation.supervision;

/// In which order a [TaskStream] gives what its tasks made.
public enum StreamOrder {
    /// As the items came in: a slow task holds back the finished ones behind it.
    ORDERED,
    /// As the tasks end.
    UNORDERED
}
