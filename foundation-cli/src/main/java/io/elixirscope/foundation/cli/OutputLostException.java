package io.elixirscope.foundation.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// Results can no longer be written. Ends a verb; caught by [Verb].
final class OutputLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean readerGone;

    OutputLostException(Optional<IOException> failure) {
        super(failure.map(IOException::getMessage).orElse("the output is closed"), failure.orElse(null), false, false);
        var reason = String.valueOf(getMessage()).toLowerCase(Locale.ROOT);
        this.readerGone = failure.isEmpty() || reason.contains("broken pipe") || reason.contains("stream closed");
    }

    /// Whether the reader of a pipe went away, as `head` does, which is no failure.
    boolean readerGone() {
        return readerGone;
    }
}
