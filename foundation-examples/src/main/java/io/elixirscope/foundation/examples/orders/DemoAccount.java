package io.elixirscope.foundation.examples.orders;

import io.elixirscope.foundation.examples.orders.account.Account;
import io.elixirscope.foundation.examples.orders.lines.Fields;
import io.elixirscope.foundation.examples.orders.lines.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The account of a whole demo: what the data directory shows, and what only the parent knows.
///
/// @param data what the account process found
/// @param processes counts of each node process, in their order
/// @param processKills how often a node was killed
/// @param doubleCharges orders that the gateway has charged more than once
/// @param seconds how long the demo was to run
record DemoAccount(Account data, List<NodeCounts> processes, long processKills, long doubleCharges, long seconds) {

    private static final long SHORTEST_WITH_RESTARTS = 5;

    long restarts() {
        return processes.stream().mapToLong(NodeCounts::restarts).sum();
    }

    long escalations() {
        return processes.stream().mapToLong(NodeCounts::escalations).sum();
    }

    /// Changes of settings by where they came from.
    SortedMap<String, Long> configUpdatesBy() {
        var all = new TreeMap<String, Long>();
        processes.forEach(process -> process.addConfigUpdates(all));
        return all;
    }

    long configUpdates() {
        return configUpdatesBy().values().stream().mapToLong(Long::longValue).sum();
    }

    SortedMap<String, Long> errorsByCode() {
        var all = new TreeMap<String, Long>();
        processes.forEach(process -> process.addErrors(all));
        return all;
    }

    /// How long an append to the store took, over all processes.
    Latencies stored() {
        var all = new Latencies();
        processes.forEach(process -> process.addStored(all));
        return all;
    }

    /// As the last process told it when all orders were done.
    String health() {
        return processes.getLast().health();
    }

    /// What does not balance, a sentence each; none when all does.
    List<String> imbalances() {
        var found = new ArrayList<>(data.imbalances());
        if (doubleCharges != 0) {
            found.add("doubleCharges: " + doubleCharges + " orders were charged more than once");
        }
        if (restarts() == 0 && seconds >= SHORTEST_WITH_RESTARTS) {
            found.add("restarts: no server was restarted in " + seconds + " s");
        }
        if (escalations() == 0) {
            found.add("escalations: no supervisor gave up, though one of its servers was made to crash too often");
        }
        if (processKills != 1) {
            found.add("processKills: the node was killed " + processKills + " times, not once");
        }
        if (!health().equals("HEALTHY")) {
            found.add("health: " + (health().isEmpty() ? "the node did not tell" : health()));
        }
        return found;
    }

    Fields fields() {
        var stored = stored();
        return Fields.none()
                .with("orders", data.orders())
                .with("eventsAcknowledged", data.eventsAcknowledged())
                .with("eventsFound", data.eventsFound())
                .with("eventsLost", data.eventsLost())
                .with("restarts", restarts())
                .with("escalations", escalations())
                .with("processKills", processKills)
                .with("configUpdates", configUpdates())
                .with("configUpdatesBy", configUpdatesBy())
                .with("errorsByCode", errorsByCode())
                .with("storeP50Nanos", stored.percentile(0.50))
                .with("storeP99Nanos", stored.percentile(0.99))
                .with("health", health())
                .with("doubleCharges", doubleCharges)
                .with("ordersUnfinished", data.ordersUnfinished());
    }
}
