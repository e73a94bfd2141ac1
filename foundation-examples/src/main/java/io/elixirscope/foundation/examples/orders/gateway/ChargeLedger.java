package io.elixirscope.foundation.examples.orders.gateway;

import java.util.HashMap;
import java.util.Map;

/// The gateway's books. A charge is booked once for an idempotency key; asking again gives the same charge.
/// Thread-safe.
final class ChargeLedger {

    private final Map<String, String> chargeByKey = new HashMap<>();
    private final Map<String, Integer> chargesByOrder = new HashMap<>();
    private final Map<String, Integer> attemptsByOrder = new HashMap<>();

    /// Counts one more attempt.
    ///
    /// @return its number, from 1
    synchronized int attempt(String order) {
        return attemptsByOrder.merge(order, 1, Integer::sum);
    }

    /// Books a charge, unless this key has one.
    ///
    /// @return the id of the charge
    synchronized String charge(String key, String order) {
        return chargeByKey.computeIfAbsent(key, _ -> {
            chargesByOrder.merge(order, 1, Integer::sum);
            return "ch-" + (chargeByKey.size() + 1);
        });
    }

    synchronized long charges() {
        return chargeByKey.size();
    }

    /// How many orders were charged more than once.
    synchronized long doubleCharges() {
        return chargesByOrder.values().stream().filter(charges -> charges > 1).count();
    }
}
