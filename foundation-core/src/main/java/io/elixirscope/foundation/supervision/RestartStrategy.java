package io.elixirscope.foundation.supervision;

/// Which children a supervisor restarts together.
public enum RestartStrategy {
    /// The one that ended.
    ONE_FOR_ONE,
    /// All: the others are stopped in reverse order, then all are started in order.
    ONE_FOR_ALL,
    /// The one that ended and those started after it: these are stopped in reverse order, then all are started in
    /// order.
    REST_FOR_ONE
}
