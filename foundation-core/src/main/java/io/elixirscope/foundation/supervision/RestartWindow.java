package io.elixirscope.foundation.supervision;

import java.util.ArrayList;
import java.util.List;

/// The restarts of the last period, oldest first. Immutable. Unit: nanoseconds of the scheduler's clock.
record RestartWindow(List<Long> restartsNanos) {
    static final RestartWindow EMPTY = new RestartWindow(List.of());

    RestartWindow {
        restartsNanos = List.copyOf(restartsNanos);
    }

    /// This window with one more restart, without those older than the period. A restart exactly one period ago
    /// counts.
    RestartWindow with(long nowNanos, RestartIntensity intensity) {
        long periodNanos = TimeSpan.nanos(intensity.period());
        List<Long> kept = new ArrayList<>(restartsNanos.size() + 1);
        for (long at : restartsNanos) {
            if (nowNanos - at <= periodNanos) {
                kept.add(at);
            }
        }
        kept.add(nowNanos);
        return new RestartWindow(kept);
    }

    boolean exceeds(RestartIntensity intensity) {
        return restartsNanos.size() > intensity.maxRestarts();
    }
}
