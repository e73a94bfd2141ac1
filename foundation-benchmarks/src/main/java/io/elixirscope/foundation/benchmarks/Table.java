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

    /// `31 ± 2 ns (p99 40), 24 B`.
    private static String cell(Measurement measured) {
        return "%s ± %s ns (p99 %s), %s B"
                .formatted(
                        number(measured.typical()),
                        number(measured.errorNanos()),
                        number(measured.spread().p99()),
                        number(Math.abs(measured.bytes())));
    }

    private static String number(double number) {
        return number < 100 ? "%.1f".formatted(number) : "%,.0f".formatted(number);
    }
}
