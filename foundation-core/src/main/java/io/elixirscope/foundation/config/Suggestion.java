package io.elixirscope.foundation.config;

import java.util.Collection;
import java.util.Locale;

/// "Did you mean": the known name nearest to a wrong one. Pure.
final class Suggestion {
    private static final int LONGEST = 200;

    private Suggestion() {}

    /// `, did you mean X?`, or the empty text when nothing is near.
    static String hint(String wrong, Collection<String> known) {
        if (wrong.length() > LONGEST) {
            return "";
        }
        var folded = fold(wrong);
        int best = 1 + folded.length() / 4;
        String found = "";
        for (String candidate : known) {
            int distance = distance(folded, fold(candidate));
            if (distance < best || (distance == best && found.isEmpty())) {
                best = distance;
                found = candidate;
            }
        }
        return found.isEmpty() ? "" : ", did you mean " + found + "?";
    }

    /// Letters and digits only, lower case: `batchSize`, `batch_size` and `batch-size` are one.
    private static String fold(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /// Edit distance: insertions, deletions, replacements and swaps of neighbours.
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = cell(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cell(int[][] cost, String a, String b, int i, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, 1 + cost[i - 2][j - 2]) : least;
    }
}
