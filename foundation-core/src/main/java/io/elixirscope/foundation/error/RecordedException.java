package io.elixirscope.foundation.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Likeness of an exception that was recorded as data: its text, its frames and its cause, not its class.
/// Immutable; captures no stack.
final class RecordedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final transient List<String> frames;

    RecordedException(String text, List<String> frames, @Nullable RecordedException cause) {
        super(text, cause, false, false);
        this.text = text;
        this.frames = List.copyOf(frames);
    }

    /// Class and message of the original.
    String text() {
        return text;
    }

    List<String> frames() {
        return frames;
    }
}
