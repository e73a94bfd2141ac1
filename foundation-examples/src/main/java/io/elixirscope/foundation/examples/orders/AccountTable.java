package io.elixirscope.foundation.examples.orders;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The account for a person: a table, the verdict, and what to try next.
final class AccountTable {

    private AccountTable() {}

    static String of(DemoAccount account, Path data) {
        var lines = new ArrayList<String>();
        row(lines, "orders accepted", number(account.data().orders()), ends(account));
        row(
                lines,
                "events acknowledged",
                number(account.data().eventsAcknowledged()),
                number(account.data().eventsFound()) + " found, "
                        + number(account.data().eventsLost()) + " lost");
        row(lines, "orders charged twice", number(account.doubleCharges()), "");
        row(lines, "servers restarted", number(account.restarts()), "");
        row(lines, "supervisors gave up", number(account.escalations()), "started again by the one above");
        row(lines, "processes killed", number(account.processKills()), "");
        row(lines, "settings changed", number(account.configUpdates()), by(account.configUpdatesBy()));
        row(lines, "errors", number(errors(account)), by(account.errorsByCode()));
        var stored = account.stored();
        row(
                lines,
                "append to the store",
                DemoTalk.time(stored.percentile(0.50)),
                DemoTalk.time(stored.percentile(0.99)) + " at the 99th percentile");
        row(lines, "health", account.health(), "");
        lines.add("");
        verdict(lines, account);
        lines.add("");
        next(lines, account, data);
        return String.join("\n", lines);
    }

    private static void row(List<String> lines, String name, String value, String more) {
        lines.add(String.format("%-22s%10s   %s", name, value, more).stripTrailing());
    }

    private static String ends(DemoAccount account) {
        return number(account.data().ends().completed()) + " completed, "
                + number(account.data().ends().rejected()) + " rejected, "
                + number(account.data().ordersUnfinished()) + " unfinished";
    }

    private static long errors(DemoAccount account) {
        return account.errorsByCode().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static String by(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + number(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static void verdict(List<String> lines, DemoAccount account) {
        var imbalances = account.imbalances();
        if (imbalances.isEmpty()) {
            lines.add("The account balances: nothing acknowledged was lost, every order has exactly one end.");
        } else {
            lines.add("The account does NOT balance:");
            imbalances.forEach(imbalance -> lines.add("  " + imbalance));
        }
    }

    private static void next(List<String> lines, DemoAccount account, Path data) {
        lines.add("Everything is in " + data + ". Try next:");
        lines.add("  ./foundation events stats --data " + data);
        lines.add("  ./foundation events trace " + account.data().example() + " --data " + data);
        lines.add("  ./foundation events query --type order.rejected --limit 5 --data " + data);
        lines.add("  ./foundation config history --data " + data);
    }

    private static String number(long number) {
        return DemoTalk.number(number);
    }
}
