package io.elixirscope.foundation.error;

/// Line of a text that an error points at. Immutable.
///
/// @param file name of the text for people, cut at 1,024 characters
/// @param line number of the line, from 1
/// @param column where in the line, in characters from 1; may be one past the end
/// @param text the line without its end; of a line beyond 1,024 characters the part around the column is kept
public record SourceExcerpt(String file, int line, int column, String text) {

    /// Checks the ranges and cuts what is too long.
    public SourceExcerpt {
        if (line < 1) {
            throw new IllegalArgumentException("line must be >= 1, was " + line);
        }
        if (column < 1) {
            throw new IllegalArgumentException("column must be >= 1, was " + column);
        }
        file = BoundedText.cut(file);
    }
}
