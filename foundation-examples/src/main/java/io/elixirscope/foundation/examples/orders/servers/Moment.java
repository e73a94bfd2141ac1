package io.elixirscope.foundation.examples.orders.servers;

/// When a server that chaos has chosen crashes.
public enum Moment {
    /// At once.
    NOW,
    /// In the middle of its next step: the event is stored, the next server not told.
    MIDWAY
}
