package io.elixirscope.foundation.examples.orders.node;

import java.util.List;

/// Whom chaos strikes next: never so often that a supervisor would rightly give up.
final class ChaosLogic {

    /// One below what a supervisor allows in its period, so that a crash of another cause has a place too.
    static final int MOST_IN_PERIOD = 2;

    static final long PERIOD_NANOS = 5_500_000_000L;

    private ChaosLogic() {}

    /// A strike in the past.
    record Strike(String server, long atNanos) {}

    /// The servers that can stand another crash now.
    static List<String> candidates(List<String> servers, List<Strike> strikes, long nowNanos) {
        return servers.stream()
                .filter(server -> recent(server, strikes, nowNanos) < MOST_IN_PERIOD)
                .toList();
    }

    private static long recent(String server, List<Strike> strikes, long nowNanos) {
        return strikes.stream()
                .filter(strike -> strike.server.equals(server) && nowNanos - strike.atNanos < PERIOD_NANOS)
                .count();
    }
}
