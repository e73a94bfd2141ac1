package io.elixirscope.foundation.supervision;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// What a supervisor remembers of its restarts. Immutable.
///
/// @param window those that count against the limit
/// @param streaks by what restarts together: the restarts in a row that the waits grow with
record RestartHistory(RestartWindow window, Map<String, Streak> streaks) {
    static final RestartHistory EMPTY = new RestartHistory(RestartWindow.EMPTY, Map.of());

    RestartHistory {
        streaks = Map.copyOf(streaks);
    }

    /// Restarts in a row.
    ///
    /// @param restarts how many, `>= 1`
    /// @param dueNanos when the last one was due
    record Streak(int restarts, long dueNanos) {}

    /// How many restarts in a row the next one of `unit` makes, `>= 1`.
    ///
    /// @param calm who has run for longer than this since its last restart begins anew
    int attempt(String unit, Duration calm, long nowNanos) {
        Streak streak = streaks.get(unit);
        return streak == null || over(streak, calm, nowNanos) ? 1 : Math.addExact(streak.restarts, 1);
    }

    /// With one more restart in that row, and without rows that are over.
    RestartHistory with(RestartWindow counted, String unit, Streak streak, Duration calm, long nowNanos) {
        Map<String, Streak> next = new HashMap<>(streaks);
        next.values().removeIf(each -> over(each, calm, nowNanos));
        next.put(unit, streak);
        return new RestartHistory(counted, next);
    }

    RestartHistory with(RestartWindow counted) {
        return new RestartHistory(counted, streaks);
    }

    private static boolean over(Streak streak, Duration calm, long nowNanos) {
        return nowNanos - streak.dueNanos > TimeSpan.nanos(calm);
    }
}
