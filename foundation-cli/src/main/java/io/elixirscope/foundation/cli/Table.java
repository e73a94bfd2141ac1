package io.elixirscope.foundation.cli;

import java.util.List;
import java.util.function.IntPredicate;

/// Rows of cells as lines, each column as wide as its widest cell.
final class Table {

    private static final String BETWEEN = "  ";

    private Table() {}

    /// @param rows the first decides how many columns are aligned; further cells of a row follow as they are
    /// @param right which columns, from 0, are aligned at their right
    static List<String> lines(List<List<String>> rows, IntPredicate right) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < Math.min(row.size(), widths.length); i++) {
                widths[i] = Math.max(widths[i], Visible.columns(row.get(i)));
            }
        }
        return rows.stream().map(row -> line(row, widths, right)).toList();
    }

    private static String line(List<String> row, int[] widths, IntPredicate right) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            String space = " ".repeat(i < widths.length ? widths[i] - Visible.columns(cell) : 0);
            line.append(i == 0 ? "" : BETWEEN);
            line.append(right.test(i) && i < widths.length ? space + cell : cell + space);
        }
        return line.toString().stripTrailing();
    }
}
