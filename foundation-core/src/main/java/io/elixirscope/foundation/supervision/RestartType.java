package io.elixirscope.foundation.supervision;

/// When a supervisor restarts a child that ended by itself.
public enum RestartType {
    /// Always, also after a normal end.
    PERMANENT,
    /// Only after a failure: [io.elixirscope.foundation.server.ExitReason#abnormal()].
    TRANSIENT,
    /// Never; its specification goes with it.
    TEMPORARY
}
