package io.elixirscope.foundation.pubsub;

/// What is dropped when a message finds a subscription's queue full. Either way it is counted and
/// told.
public enum Overflow {
    /// The message that comes: the subscriber gets what was first.
    DROP_NEWEST,

    /// The message that waits longest: the subscriber gets what is latest.
    DROP_OLDEST
}
