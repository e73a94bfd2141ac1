package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.SourceExcerpt;

/// Ends the reading of one line: what is wrong with it and where. Caught by [EventLineReader], never seen outside.
final class LineRejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorType type;
    private final int column;

    LineRejection(ErrorType type, String message, int column) {
        super(message, null, false, false);
        this.type = type;
        this.column = column;
    }

    FoundationError error(String file, long number, String line) {
        return FoundationError.of(type, String.valueOf(getMessage())).at(excerpt(file, number, column, line));
    }

    /// The place in the file, with the line itself.
    static SourceExcerpt excerpt(String file, long number, int column, String line) {
        return new SourceExcerpt(file, (int) Math.min(number, Integer.MAX_VALUE), Math.max(1, column), line);
    }
}
