package io.elixirscope.foundation.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// "Did you mean": the known names nearest to a wrong one. Pure; a wrong name of more than 200 characters has no
/// neighbours.
public final class Suggestion {
    private static final int LONGEST = 200;

    private Suggestion() {}

    /// {@return `, did you mean X?` for the end of a message, or the empty text where nothing is near}
    ///
    /// @param wrong the name that is not known
    /// @param known the names that are
    public static String hint(String wrong, Collection<String> known) {
        var nearest = nearest(wrong, known, 1);
        return nearest.isEmpty() ? "" : ", did you mean " + nearest.getFirst() + "?";
    }

    /// {@return the known names that are near, nearest first: those that differ in at most one place and one
    /// more for each four characters; case and punctuation do not count}
    ///
    /// @param wrong the name that is not known
    /// @param known the names that are
    /// @param most how many to give, `>= 0`
    public static List<String> nearest(String wrong, Collection<String> known, int most) {
        if (wrong.length() > LONGEST) {
            return List.of();
        }
        var folded = fold(wrong);
        int allowed = 1 + folded.length() / 4;
        return known.stream()
                .map(name -> new Candidate(name, distance(folded, fold(name))))
                .filter(candidate -> candidate.distance <= allowed)
                .sorted(Comparator.comparingInt(Candidate::distance))
                .limit(most)
                .map(Candidate::name)
                .toList();
    }

    private record Candidate(String name, int distance) {}

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
