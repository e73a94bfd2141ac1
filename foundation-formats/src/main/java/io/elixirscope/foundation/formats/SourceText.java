package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.error.SourceExcerpt;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The text of a file and its lines: makes excerpts out of offsets and hides what is not to be
/// shown. Immutable.
final class SourceText {
    private static final Pattern LEADING_KEY =
            Pattern.compile("[ \\t\\-{\\[]*+[\"']?[\\p{L}\\p{N}_.-]++[\"']?[ \\t]*+[:=]");
    private static final String PUNCTUATION = " \t{}[]()<>,:=\"'#";

    /// So much of a line goes into an excerpt, which keeps less still where the line is longer.
    private static final int LONGEST = 1_024;

    private static final int FIRST_CUT = 1_000;
    private static final int BEFORE = 512;

    private final String file;
    private final String text;
    private final int[] lineStarts;

    SourceText(String file, String text) {
        this.file = file;
        this.text = text;
        this.lineStarts = IntStream.concat(
                        IntStream.of(0), IntStream.rangeClosed(1, text.length()).filter(at -> beginsLine(text, at)))
                .toArray();
    }

    private static boolean beginsLine(String text, int at) {
        char before = text.charAt(at - 1);
        return before == '\n' || (before == '\r' && (at == text.length() || text.charAt(at) != '\n'));
    }

    String text() {
        return text;
    }

    /// The number of the line that holds an offset, from 1.
    int line(int offset) {
        int at = Arrays.binarySearch(lineStarts, offset);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /// The column of an offset, from 1; the end of a line counts as one past it.
    int column(int offset) {
        int line = line(offset);
        return Math.min(offset, lineEnd(line)) - lineStarts[line - 1] + 1;
    }

    private int lineEnd(int line) {
        int end = line < lineStarts.length ? lineStarts[line] : text.length();
        while (end > lineStarts[line - 1] && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    /// For people: `line 3, column 5`.
    String place(int offset) {
        return "line " + line(offset) + ", column " + column(offset);
    }

    /// An excerpt with a dot for each hidden character behind the line's indentation, made of no more
    /// of a long line than the excerpt keeps.
    SourceExcerpt excerpt(int anyOffset, IntPredicate hidden) {
        int offset = Math.clamp(anyOffset, 0, text.length());
        int line = line(offset);
        int column = column(offset);
        int from = lineStarts[line - 1];
        int end = lineEnd(line);
        if (end - from > LONGEST && column - 1 > FIRST_CUT) {
            from += column - 1 - BEFORE;
            end = Math.min(end, from + FIRST_CUT);
        }
        end = Math.min(end, from + LONGEST);
        int indented = lineStarts[line - 1];
        while (indented < end && (text.charAt(indented) == ' ' || text.charAt(indented) == '\t')) {
            indented++;
        }
        var shown = new StringBuilder(end - from);
        for (int at = from; at < end; at++) {
            shown.append(at >= indented && hidden.test(at) ? '•' : text.charAt(at));
        }
        return new SourceExcerpt(file, line, column, shown.toString());
    }

    /// An excerpt of a text whose settings are not known: it keeps the line's first key,
    /// punctuation and the one character that is pointed at.
    SourceExcerpt broken(int anyOffset) {
        int offset = Math.clamp(anyOffset, 0, text.length());
        int line = line(offset);
        var key = LEADING_KEY.matcher(text).region(lineStarts[line - 1], lineEnd(line));
        int keyEnd = key.lookingAt() ? key.end() : lineStarts[line - 1];
        return excerpt(offset, at -> at >= keyEnd && at != offset && PUNCTUATION.indexOf(text.charAt(at)) < 0);
    }
}
