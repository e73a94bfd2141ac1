package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.ErrorCatalogue;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One server for people: what it is doing, its messages, its view, the report of its last crash.
final class NodeServerView {

    private static final int WIDEST = 200;
    private static final String FURTHER = " ".repeat(12);

    private final List<String> lines = new ArrayList<>();

    private NodeServerView() {}

    static List<String> lines(NodeAnswer server, Instant now) {
        var view = new NodeServerView();
        view.head(server, now);
        view.traffic(server);
        view.turn(server);
        view.view(server);
        view.crash(server);
        return view.lines;
    }

    private void head(NodeAnswer server, Instant now) {
        lines.add(server.text("id") + "  " + server.text("state") + " for " + NodeTreeView.time(server, now) + ", "
                + Numbers.counted(server.number("restarts"), "restart") + ", incarnation " + server.number("epoch"));
        lines.add("");
    }

    private void traffic(NodeAnswer server) {
        add(
                "mailbox",
                Numbers.grouped(server.number("mailboxLength")) + " of "
                        + Numbers.grouped(server.number("mailboxCapacity")));
        add("handled", Numbers.counted(server.number("handled"), "message"));
        var losses = server.object("losses");
        add(
                "lost",
                Numbers.grouped(losses.number("dropped")) + " dropped, " + Numbers.grouped(losses.number("skipped"))
                        + " skipped, " + Numbers.counted(losses.number("repliesLate"), "late answer")
                        + "; the mailbox was full " + Numbers.counted(losses.number("mailboxFull"), "time"));
    }

    private void turn(NodeAnswer server) {
        var turn = server.object("turn");
        if (turn.fields().isEmpty()) {
            add(
                    "now",
                    server.text("state").equals("SUSPENDED") ? "suspended: handles no message" : "no message in hand");
            return;
        }
        add(
                "now",
                (server.fields().containsKey("stuck") ? "STUCK in " : "") + turn.text("message") + " for at least "
                        + DurationText.of(Duration.ofMillis(turn.number("atLeastMillis"))) + ", on thread "
                        + turn.text("thread"));
        for (String call : turn.text("stack").split(" < ", -1)) {
            lines.add(FURTHER + "at " + Visible.cut(call, WIDEST));
        }
    }

    private void view(NodeAnswer server) {
        var stale = server.text("staleSince");
        add("view", stale.isEmpty() ? "" : "stale since " + stale);
        add(server.value("view"), FURTHER, "");
    }

    /// A value as indented lines: fields of objects and items of lists one by one.
    private void add(Value value, String indent, String before) {
        switch (value) {
            case Value.MapValue(var fields)
            when !fields.isEmpty() -> {
                if (!before.isEmpty()) {
                    lines.add(indent + before);
                }
                String inner = before.isEmpty() ? indent : indent + "  ";
                fields.forEach((name, field) -> add(field, inner, Visible.text(name) + ":"));
            }
            case Value.ListValue(var items)
            when !items.isEmpty() -> {
                if (!before.isEmpty()) {
                    lines.add(indent + before);
                }
                items.forEach(item -> add(item, before.isEmpty() ? indent : indent + "  ", "-"));
            }
            default ->
                lines.add(indent
                        + (before.isEmpty() ? "" : before + " ")
                        + Visible.cut(
                                value instanceof Value.TextValue(var text) ? text : JsonText.write(value), WIDEST));
        }
    }

    private void crash(NodeAnswer server) {
        var crash = server.object("lastCrash");
        if (crash.fields().isEmpty()) {
            add("last crash", "none");
            return;
        }
        add(
                "last crash",
                crash.text("time") + ", in " + crash.text("message") + ", incarnation " + crash.number("epoch"));
        lines.add("");
        var error = FoundationError.fromValue(crash.value("error"), ErrorCatalogue.builtIn());
        lines.add((switch (error) {
                    case Result.Ok<FoundationError>(var read) -> read;
                    case Result.Err<FoundationError>(var unreadable) -> unreadable;
                })
                .report()
                .stripTrailing());
    }

    private void add(String name, String text) {
        lines.add((name + " ".repeat(FURTHER.length() - name.length()) + text).stripTrailing());
    }
}
