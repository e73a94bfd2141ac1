package io.elixirscope.foundation.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.examples.orders.account.Account;
import io.elixirscope.foundation.examples.orders.lines.NodeLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoAccountTest {

    private static final Account BALANCED = new Account(10, 9, 9, 0, 0, new Account.Ends(8, 2), "c0ffee");

    private static NodeCounts counts(NodeLine... lines) {
        var counts = new NodeCounts();
        for (var line : lines) {
            counts.add(line);
        }
        return counts;
    }

    private static NodeCounts healthy() {
        return counts(
                new NodeLine.Restarted("intake", "a bug", 1),
                new NodeLine.Configured(2, "a 1 → 2", "why", "program"),
                new NodeLine.Configured(3, "a 2 → 3", "why", "command line"),
                new NodeLine.Summary(1, 1, Map.of("S402", 1L), Map.of("100", 3L), "HEALTHY"));
    }

    @Test
    void balances() {
        var account = new DemoAccount(BALANCED, List.of(healthy(), healthy()), 1, 0, 20);

        assertThat(account.imbalances()).isEmpty();
        assertThat(account.restarts()).isEqualTo(2);
        assertThat(account.configUpdates()).isEqualTo(4);
        assertThat(account.configUpdatesBy()).containsExactly(Map.entry("command line", 2L), Map.entry("program", 2L));
        assertThat(AccountTable.of(account, Path.of("/tmp/x"))).contains("4   command line 2, program 2");
        assertThat(account.errorsByCode()).containsExactly(Map.entry("S402", 2L));
        assertThat(account.fields().values().keySet())
                .containsExactly(
                        "orders",
                        "eventsAcknowledged",
                        "eventsFound",
                        "eventsLost",
                        "restarts",
                        "escalations",
                        "processKills",
                        "configUpdates",
                        "configUpdatesBy",
                        "errorsByCode",
                        "storeP50Nanos",
                        "storeP99Nanos",
                        "health",
                        "doubleCharges",
                        "ordersUnfinished");
    }

    @Test
    void countsWhatAKilledProcessToldAfterItsLastSummary() {
        var killed = counts(
                new NodeLine.Restarted("intake", "a bug", 1),
                new NodeLine.Erred("S402"),
                new NodeLine.Summary(1, 0, Map.of("S402", 1L), Map.of(), "HEALTHY"),
                new NodeLine.Restarted("billing", "a bug", 1),
                new NodeLine.Erred("S402"),
                new NodeLine.Erred("E301"));
        var account = new DemoAccount(BALANCED, List.of(killed, healthy()), 1, 0, 20);

        assertThat(account.restarts()).isEqualTo(3);
        assertThat(account.errorsByCode()).containsExactly(Map.entry("E301", 1L), Map.entry("S402", 3L));
    }

    @Test
    void saysEachLineThatDoesNotBalance() {
        var lossy = new Account(10, 9, 8, 1, 1, new Account.Ends(8, 2), "");
        var degraded = counts(new NodeLine.Summary(0, 0, Map.of(), Map.of(), "DEGRADED"));
        var account = new DemoAccount(lossy, List.of(counts(), degraded), 0, 1, 20);

        assertThat(account.imbalances())
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly(
                        "eventsLost",
                        "ordersUnfinished",
                        "ordersFinishedTwice",
                        "doubleCharges",
                        "restarts",
                        "escalations",
                        "processKills",
                        "health");
        assertThat(AccountTable.of(account, Path.of("/tmp/x"))).contains("does NOT balance");
    }

    @Test
    void namesFourCommandsToTry() {
        var account = new DemoAccount(BALANCED, List.of(healthy()), 1, 0, 20);

        assertThat(AccountTable.of(account, Path.of("/tmp/x")).lines().filter(line -> line.contains("./foundation")))
                .hasSize(4)
                .allMatch(line -> line.contains("--data /tmp/x"))
                .anyMatch(line -> line.contains("trace c0ffee"));
    }

    @Test
    void writesTimesForPeople() {
        assertThat(DemoTalk.time(900)).isEqualTo("0.9 µs");
        assertThat(DemoTalk.time(300_000)).isEqualTo("0.3 ms");
        assertThat(DemoTalk.time(1_200_000_000L)).isEqualTo("1.2 s");
    }
}
