package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The `top` screen of a node as lines. Rates are differences of two answers; where there is one
/// only they are those since the start.
final class TopView {

    private static final int MOST_ERRORS = 5;

    private final NodeAnswer before;
    private final NodeAnswer now;
    private final TopOrder order;

    /// @param before an earlier answer, or an empty object
    /// @param now the newest one
    TopView(NodeAnswer before, NodeAnswer now, TopOrder order) {
        this.before = before;
        this.now = now;
        this.order = order;
    }

    private record Server(String name, String state, long waiting, double calls, long p99Nanos, long restarts) {}

    /// The names of the servers in the order of the screen.
    List<String> servers() {
        return sorted().stream().map(Server::name).toList();
    }

    /// @param width columns, lines are cut there
    /// @param height lines, servers that do not fit are counted
    List<String> lines(int width, int height) {
        List<String> below = new ArrayList<>(errors());
        below.add("");
        below.add(jvm());
        List<String> lines = new ArrayList<>();
        lines.add(head());
        now.list("reasons").stream().limit(2).forEach(reason -> lines.add("  - " + text(reason)));
        lines.add("");
        lines.addAll(table(Math.max(1, height - lines.size() - below.size() - 3)));
        lines.add("");
        lines.addAll(below);
        return lines.stream().map(line -> Visible.cut(line, width)).toList();
    }

    private static String text(Value value) {
        return value instanceof Value.TextValue(var text) ? text : "";
    }

    private String head() {
        return "%s  node %s, process %d, up %s  events/s %s"
                .formatted(
                        now.text("status"),
                        now.text("node"),
                        now.number("pid"),
                        DurationText.of(Duration.ofSeconds(now.number("uptimeMillis") / 1_000)),
                        rate(now.number("eventsStored"), before.number("eventsStored")));
    }

    private double perSecond(long count, long earlier) {
        boolean same =
                now.number("pid") == before.number("pid") && now.number("uptimeMillis") > before.number("uptimeMillis");
        long millis = now.number("uptimeMillis") - (same ? before.number("uptimeMillis") : 0);
        return millis <= 0 ? 0 : Math.max(0, count - (same ? earlier : 0)) * 1_000.0 / millis;
    }

    private String rate(long count, long earlier) {
        return rate(perSecond(count, earlier));
    }

    private static String rate(double perSecond) {
        return perSecond < 10 ? String.format(Locale.ROOT, "%.1f", perSecond) : Numbers.grouped(Math.round(perSecond));
    }

    private List<Server> sorted() {
        List<Server> servers = new ArrayList<>();
        collect(now.object("tree"), servers);
        Comparator<Server> by = switch (order) {
            case CALLS -> Comparator.comparingDouble(Server::calls).reversed();
            case MAILBOX -> Comparator.comparingLong(Server::waiting).reversed();
            case P99 -> Comparator.comparingLong(Server::p99Nanos).reversed();
            case RESTARTS -> Comparator.comparingLong(Server::restarts).reversed();
            case NAME -> Comparator.comparing(Server::name);
        };
        servers.sort(by.thenComparing(Server::name));
        return servers;
    }

    private void collect(NodeAnswer child, List<Server> servers) {
        if (child.fields().containsKey("mailboxCapacity")) {
            String name = child.text("id");
            var calls = now.object("calls").object(name);
            servers.add(new Server(
                    name,
                    child.fields().containsKey("stuck") ? "STUCK" : child.text("state"),
                    child.number("mailboxLength"),
                    perSecond(
                            calls.number("count"),
                            before.object("calls").object(name).number("count")),
                    calls.number("p99Nanos"),
                    child.number("restarts")));
        }
        child.list("children").forEach(below -> collect(new NodeAnswer(below), servers));
    }

    private List<String> table(int most) {
        List<Server> servers = sorted();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("#", "SERVER", "STATE", "MAILBOX", "CALLS/S", "P99", "RESTARTS"));
        for (int i = 0; i < Math.min(most, servers.size()); i++) {
            Server server = servers.get(i);
            rows.add(List.of(
                    Integer.toString(i + 1),
                    Visible.cut(server.name(), 40),
                    server.state(),
                    Numbers.grouped(server.waiting()),
                    rate(server.calls()),
                    server.p99Nanos() == 0 ? "-" : NodeMetricsView.nanos((double) server.p99Nanos()),
                    Numbers.grouped(server.restarts())));
        }
        List<String> lines = new ArrayList<>(Table.lines(rows, column -> column > 2));
        if (servers.size() > most) {
            lines.add("… " + Numbers.counted(servers.size() - most, "more server"));
        }
        return lines;
    }

    private List<String> errors() {
        var errors = now.list("errors");
        if (errors.isEmpty()) {
            return List.of("no errors");
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("ERROR", "COUNT", "LAST"));
        errors.stream()
                .limit(MOST_ERRORS)
                .map(NodeAnswer::new)
                .forEach(error -> rows.add(List.of(
                        error.text("code"),
                        Numbers.grouped(error.number("count")),
                        Visible.text(error.text("message")))));
        return rows.stream()
                .map(row -> "%-14s %8s  %s".formatted(row.get(0), row.get(1), row.get(2)))
                .toList();
    }

    private String jvm() {
        var jvm = now.object("jvm");
        double cores = perSecond(jvm.number("cpuMillis"), before.object("jvm").number("cpuMillis")) / 1_000;
        return "JVM  heap %s of %s, threads %d, CPU %.2f of %d, GC %s in all"
                .formatted(
                        NodeMetricsView.bytes((double) jvm.number("heapUsedBytes")),
                        NodeMetricsView.bytes((double) jvm.number("heapMaxBytes")),
                        jvm.number("threads"),
                        cores,
                        jvm.number("processors"),
                        NodeMetricsView.nanos(jvm.number("gcMillis") * 1e6));
    }
}
