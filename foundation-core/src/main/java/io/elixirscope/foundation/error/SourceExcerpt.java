package io.elixirscope.foundation.error;

/// Line of a text that an error points at. Immutable.
///
/// @param file name of the text for people, cut at 1,024 characters
/// @param line number of the line, from 1
/// @param column where in the line, in characters from 1; may be one past the end
/// @param text the line without its end; of a line of more than 1,024 characters only the part around the
/// column is kept
public record SourceExcerpt(String file, int line, int column, String text) {
    private static final int BEFORE = 512;
    private static final int KEPT = 1_000;

    /// Checks the ranges and cuts what is too long.
    public SourceExcerpt {
        if (line < 1) {
            throw new IllegalArgumentException("line must be >= 1, was " + line);
        }
        if (column < 1) {
            throw new IllegalArgumentException("column must be >= 1, was " + column);
        }
        file = BoundedText.cut(file);
        if (text.length() > BoundedText.MAX) {
            text = column - 1 <= KEPT
                    ? text.substring(0, BoundedText.MAX)
                    : around(text, Math.min(column - 1, text.length()));
        }
    }

    /// Shorter than the column, by which such a text is known again.
    private static String around(String text, int index) {
        return text.substring(index - BEFORE, Math.min(text.length(), index - BEFORE + KEPT));
    }

    /// {@return where the column is in the kept text, `0` to its length}
    public int caret() {
        return cutBefore() ? BEFORE : Math.min(column - 1, text.length());
    }

    /// Whether the kept text begins after the line does.
    boolean cutBefore() {
        return column - 1 > text.length() && text.length() >= BEFORE;
    }
}
