package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/// Metrics as a table for people: a line for each series.
final class NodeMetricsView {

    private static final int WIDEST_NAME = 70;
    private static final double KIBI = 1024;

    private NodeMetricsView() {}

    static List<String> lines(List<NodeAnswer> metrics) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("METRIC", "VALUE", "P50", "P99", "MAX"));
        for (NodeAnswer metric : metrics) {
            for (Value series : metric.list("series")) {
                rows.add(row(metric, new NodeAnswer(series)));
            }
        }
        return Table.lines(rows, column -> column > 0);
    }

    private static List<String> row(NodeAnswer metric, NodeAnswer series) {
        String unit = metric.text("unit");
        String name = Visible.cut(metric.text("name") + tags(series.object("tags")), WIDEST_NAME);
        if (!series.fields().containsKey("count")) {
            return List.of(name, amount(series.value("value"), unit));
        }
        List<String> row = new ArrayList<>(List.of(name, Numbers.grouped(series.number("count"))));
        if (metric.text("kind").equals("summary")) {
            row.add(amount(series.value("p50"), unit));
            row.add(amount(series.value("p99"), unit));
            row.add(amount(series.value("max"), unit));
        }
        return row;
    }

    private static String tags(NodeAnswer tags) {
        var all = new StringJoiner(", ", "{", "}").setEmptyValue("");
        tags.fields().keySet().forEach(key -> all.add(key + "=" + tags.text(key)));
        return all.toString();
    }

    private static String amount(Value value, String unit) {
        return switch (value) {
            case Value.LongValue(long number) -> amount((double) number, unit);
            case Value.DoubleValue(double number) -> amount(number, unit);
            default -> "-";
        };
    }

    static String amount(double number, String unit) {
        return switch (unit) {
            case "nanoseconds" -> nanos(number);
            case "bytes" -> bytes(number);
            default ->
                number == Math.rint(number) && Math.abs(number) < 1e15
                        ? Numbers.grouped((long) number)
                        : String.format(Locale.ROOT, "%,.3f", number);
        };
    }

    static String nanos(double nanos) {
        if (nanos < 1e3) {
            return String.format(Locale.ROOT, "%.0f ns", nanos);
        }
        if (nanos < 1e6) {
            return String.format(Locale.ROOT, "%.1f µs", nanos / 1e3);
        }
        return nanos < 1e9
                ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%,.2f s", nanos / 1e9);
    }

    static String bytes(double bytes) {
        if (bytes < KIBI) {
            return String.format(Locale.ROOT, "%.0f B", bytes);
        }
        return bytes < KIBI * KIBI
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / KIBI)
                : String.format(Locale.ROOT, "%,.1f MiB", bytes / KIBI / KIBI);
    }
}
