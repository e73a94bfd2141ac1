package io.elixirscope.foundation.benchmarks;

import java.util.List;
import java.util.stream.Collectors;

/// Rows as a table for people, in Markdown.
final class Table {

    private Table() {}

    static String of(List<Row> rows) {
        var text = new StringBuilder("""
                | work | ours | limit | target | | peers |
                | --- | --- | --- | --- | --- | --- |
                """);
        for (Row row : rows) {
            text.append(line(row)).append('\n');
        }
        return text.toString();
    }

    private static String line(Row row) {
        var limit = row.limit().map(Table::cell).orElse("-");
        var peers = row.work().peers().stream().map(peer -> peer(row, peer)).collect(Collectors.joining("; "));
        return "| %s | %s | %s | %s | %s | %s |"
                .formatted(
                        row.work().name(),
                        cell(row.ours()),
                        limit,
                        row.work().target().text(),
                        verdict(row),
                        peers);
    }

    private static String peer(Row row, Subject peer) {
        return peer.name() + " " + cell(row.measured().get(peer));
    }

    private static String verdict(Row row) {
        return row.unstable().isEmpty()
                ? (row.met() ? "met" : "missed")
                : (row.met() ? "met" : "missed") + ", unstable: " + String.join(", ", row.unstable());
    }

    /// `31 ± 2 ns (p99 40), 24 B`; of several callers also what one of them waits and how even
    /// they are: `35 ± 2 ns (280 a caller, p99 1,900, p99.9 3,400, slowest 0.71 × fastest), 16
    /// B`.
    static String cell(Measurement measured) {
        String bytes = number(Math.abs(measured.bytes())) + " B";
        if (Double.isNaN(measured.nanos())) {
            return bytes;
        }
        return "%s ± %s ns (%s), %s"
                .formatted(number(measured.typical()), number(measured.errorNanos()), details(measured), bytes);
    }

    private static String details(Measurement measured) {
        String p99 = "p99 " + number(measured.spread().p99());
        return measured.crowd().callers() == 1
                ? p99
                : "%s a caller, %s, p99.9 %s, slowest %.2f × fastest"
                        .formatted(
                                number(measured.callerNanos()),
                                p99,
                                number(measured.spread().p999()),
                                measured.crowd().slowestByFastest());
    }

    private static String number(double number) {
        return number < 100 ? "%.1f".formatted(number) : "%,.0f".formatted(number);
    }
}
