package io.elixirscope.foundation.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A supervision tree as a drawing for people: name, state and for how long, restarts, messages that wait.
final class NodeTreeView {

    private static final int WIDEST_NAME = 60;

    private final Instant now;
    private final List<Row> rows = new ArrayList<>();

    private record Row(String name, String state, String since, String restarts, String mailbox) {}

    private NodeTreeView(Instant now) {
        this.now = now;
    }

    static List<String> lines(NodeAnswer root, Instant now) {
        var view = new NodeTreeView(now);
        view.rows.add(new Row("NAME", "STATE", "FOR", "RESTARTS", "MAILBOX"));
        view.add(root, "", "");
        return view.lines();
    }

    /// @param first what stands before its name
    /// @param rest what stands before the names below it
    private void add(NodeAnswer child, String first, String rest) {
        var time = Duration.between(child.time("since"), now);
        var children = child.list("children");
        rows.add(new Row(
                first + Visible.cut(child.text("id"), WIDEST_NAME),
                child.text("state"),
                DurationText.of(Duration.ofSeconds(Math.max(0, time.toSeconds()))),
                Numbers.grouped(child.number("restarts")),
                children.isEmpty() ? Numbers.grouped(child.number("mailboxLength")) : ""));
        for (int i = 0; i < children.size(); i++) {
            boolean last = i == children.size() - 1;
            add(new NodeAnswer(children.get(i)), rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
        }
    }

    private List<String> lines() {
        int name = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        int since = rows.stream().mapToInt(row -> row.since().length()).max().orElse(0);
        return rows.stream()
                .map(row -> row.name()
                        + " ".repeat(name - row.name().length())
                        + "  %-10s  ".formatted(row.state())
                        + row.since()
                        + " ".repeat(since - row.since().length())
                        + "  %8s  %7s".formatted(row.restarts(), row.mailbox()))
                .map(String::stripTrailing)
                .toList();
    }
}
