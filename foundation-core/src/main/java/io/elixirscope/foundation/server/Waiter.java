package io.elixirscope.foundation.server;

import org.jspecify.annotations.Nullable;

/// Code that may wait on its thread and that others may wait for: a server's, or a task's.
abstract sealed class Waiter permits Incarnation, ServerRuntime.Work {
    /// What it waits for now, seen by the search for wait cycles.
    private volatile WaitGraph.@Nullable Edge waiting;

    /// Its name along a cycle.
    abstract String label();

    /// Whether the current thread runs this one's code.
    abstract boolean onOwnThread();

    /// Whose code runs around this one's on the same thread; null for nobody's.
    abstract @Nullable Waiter outer();

    /// Whether nobody needs its thread any more.
    abstract boolean over();

    final WaitGraph.@Nullable Edge waiting() {
        return waiting;
    }

    final void waitsFor(WaitGraph.@Nullable Edge edge) {
        waiting = edge;
    }
}
