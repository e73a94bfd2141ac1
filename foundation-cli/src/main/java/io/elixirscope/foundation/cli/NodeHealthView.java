package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/// The health of a node for people: one line for it, one for each service, its reasons below.
final class NodeHealthView {

    private static final int WIDEST_REASON = 300;
    private static final Set<String> SAID_APART = Set.of("state", "uptimeMillis", "restarts");

    private NodeHealthView() {}

    static List<String> lines(NodeAnswer health) {
        List<String> lines = new ArrayList<>();
        lines.add("%s  node %s, process %d, up %s"
                .formatted(
                        health.text("status"),
                        health.text("node"),
                        health.number("pid"),
                        uptime(health.number("uptimeMillis"))));
        lines.add("");
        var services = health.object("services").fields();
        int widest = services.keySet().stream().mapToInt(String::length).max().orElse(0);
        services.forEach((name, service) -> add(name, widest, new NodeAnswer(service), lines));
        return lines;
    }

    private static void add(String name, int widest, NodeAnswer service, List<String> lines) {
        String padded = Visible.text(name) + " ".repeat(widest - name.length());
        lines.add("%s  %-8s  %s"
                .formatted(padded, service.text("status"), details(service.object("details")))
                .stripTrailing());
        for (Value reason : service.list("reasons")) {
            String text = reason instanceof Value.TextValue(var words) ? words : "";
            lines.add(" ".repeat(widest) + "  - " + Visible.cut(text, WIDEST_REASON));
        }
    }

    /// Numbers and short texts; stacks and the like are in the JSON.
    private static String details(NodeAnswer details) {
        var joined = new StringJoiner(", ");
        if (!details.text("state").isEmpty()) {
            joined.add("up " + uptime(details.number("uptimeMillis")));
            joined.add(Numbers.counted(details.number("restarts"), "restart"));
        }
        details.fields().forEach((name, detail) -> {
            if (!SAID_APART.contains(name) && detail instanceof Value.LongValue(var number)) {
                joined.add(Visible.text(name) + " " + Numbers.grouped(number));
            }
        });
        return joined.toString();
    }

    private static String uptime(long millis) {
        return DurationText.of(Duration.ofSeconds(millis / 1_000));
    }
}
