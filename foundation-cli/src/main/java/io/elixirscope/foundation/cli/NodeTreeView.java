package io.elixirscope.foundation.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A supervision tree as a drawing for people: name, state and for how long, restarts, and of a server the messages
/// that wait, were handled, found the mailbox full, were lost.
final class NodeTreeView {

    private static final int WIDEST_NAME = 60;
    private static final int FIRST_NUMBER = 3;
    private static final List<String> HEAD =
            List.of("NAME", "STATE", "FOR", "RESTARTS", "MAILBOX", "HANDLED", "FULL", "LOST");

    private final Instant now;
    private final List<List<String>> rows = new ArrayList<>();

    private NodeTreeView(Instant now) {
        this.now = now;
    }

    static List<String> lines(NodeAnswer root, Instant now) {
        var view = new NodeTreeView(now);
        view.rows.add(HEAD);
        view.add(root, "", "");
        return Table.lines(view.rows, column -> column >= FIRST_NUMBER);
    }

    /// @param first what stands before its name
    /// @param rest what stands before the names below it
    private void add(NodeAnswer child, String first, String rest) {
        List<String> row = new ArrayList<>();
        row.add(first + Visible.cut(child.text("id"), WIDEST_NAME));
        row.add(child.text("state"));
        row.add(time(child, now));
        row.add(Numbers.grouped(child.number("restarts")));
        if (child.fields().containsKey("losses")) {
            addTraffic(child, row);
        }
        rows.add(row);
        var children = child.list("children");
        for (int i = 0; i < children.size(); i++) {
            boolean last = i == children.size() - 1;
            add(new NodeAnswer(children.get(i)), rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
        }
    }

    private static void addTraffic(NodeAnswer server, List<String> row) {
        var losses = server.object("losses");
        row.add(Numbers.grouped(server.number("mailboxLength")) + "/"
                + Numbers.grouped(server.number("mailboxCapacity")));
        row.add(Numbers.grouped(server.number("handled")));
        row.add(Numbers.grouped(losses.number("mailboxFull")));
        row.add(Numbers.grouped(losses.number("repliesLate") + losses.number("skipped") + losses.number("dropped")));
        if (server.fields().containsKey("stuck")) {
            var stuck = server.object("stuck");
            row.add("STUCK in " + stuck.text("message") + " for "
                    + DurationText.of(Duration.ofMillis(stuck.number("atLeastMillis"))));
        }
    }

    /// For how long it has been in its state, in whole seconds.
    static String time(NodeAnswer child, Instant now) {
        var time = Duration.between(child.time("since"), now);
        return DurationText.of(Duration.ofSeconds(Math.max(0, time.toSeconds())));
    }
}
