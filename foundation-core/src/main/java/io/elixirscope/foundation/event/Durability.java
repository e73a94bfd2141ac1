package io.elixirscope.foundation.event;

/// What an acknowledged event survives. A property of a store, weakest first.
public enum Durability {
    /// Lost with the process.
    MEMORY,
    /// Handed to the operating system: survives the death of the process, not that of the machine.
    OS,
    /// Forced to the device: survives the loss of power.
    FSYNC
}
