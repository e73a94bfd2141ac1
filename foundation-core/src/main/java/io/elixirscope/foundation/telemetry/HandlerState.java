package io.elixirscope.foundation.telemetry;

/// Whether an attached handler gets emissions.
public enum HandlerState {
    /// It gets every emission it asked for.
    ATTACHED,
    /// It threw, gets nothing for now, and is re-attached by a timer.
    QUARANTINED
}
