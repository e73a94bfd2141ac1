package io.elixirscope.foundation.error;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be asked of an exception whose class is foreign: its own code may throw, and its causes may run in
/// a circle.
final class Thrown {

    private Thrown() {}

    /// Class and message, bounded.
    static String text(Throwable thrown) {
        if (thrown instanceof RecordedException recorded) {
            return BoundedText.cut(recorded.text());
        }
        try {
            var text = thrown.toString();
            return text == null ? thrown.getClass().getName() : BoundedText.cut(text);
        } catch (StackOverflowError | Exception | LinkageError | AssertionError broken) {
            return thrown.getClass().getName() + " (its text is unreadable: "
                    + broken.getClass().getName() + ")";
        }
    }

    /// The cause; none where asking for it fails.
    static @Nullable Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (StackOverflowError | Exception | LinkageError | AssertionError _) {
            return null;
        }
    }

    /// The stack; empty where asking for it fails.
    static List<String> frames(Throwable thrown) {
        if (thrown instanceof RecordedException recorded) {
            return recorded.frames();
        }
        try {
            var frames = thrown.getStackTrace();
            return frames == null
                    ? List.of()
                    : Arrays.stream(frames).map(String::valueOf).toList();
        } catch (StackOverflowError | Exception | LinkageError | AssertionError _) {
            return List.of();
        }
    }
}
