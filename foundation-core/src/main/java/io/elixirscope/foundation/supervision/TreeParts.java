package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.time.Timer;
import java.time.Duration;

/// What all nodes of one tree share.
record TreeParts(
        ServerRuntime runtime,
        DecisionThread decisions,
        Announcer announcer,
        SupervisionTelemetry telemetry,
        Leaks leaks) {
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
