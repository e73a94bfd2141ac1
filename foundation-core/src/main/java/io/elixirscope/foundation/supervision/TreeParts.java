package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.time.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;

/// What all nodes of one tree share.
///
/// @param supervisors those that stand in it, a concurrent set
record TreeParts(
        ServerRuntime runtime,
        DecisionThread decisions,
        Announcer announcer,
        SupervisionTelemetry telemetry,
        Leaks leaks,
        Set<Supervisor> supervisors,
        ConcurrentMap<String, ServerNode> servers) {
    /// Makes a supervisor part of the tree; each stands in it once, so none can be its own child.
    ///
    /// @throws IllegalArgumentException if it is there already
    void take(Supervisor supervisor) {
        if (!supervisors.add(supervisor)) {
            throw new IllegalArgumentException("supervisor \"" + supervisor.name()
                    + "\" is in this tree already, and cannot be its own child nor stand twice;"
                    + " define a second supervisor");
        }
    }

    void giveBack(Supervisor supervisor) {
        supervisors.remove(supervisor);
    }

    /// Runs `event` on the decision thread after `delay`.
    Timer later(Duration delay, Runnable event) {
        return runtime.timers().after(delay, () -> decisions.post(event));
    }

    Standing standing() {
        return new Standing(runtime.scheduler().clock());
    }

    long nowNanos() {
        return runtime.scheduler().clock().nanos();
    }
}
