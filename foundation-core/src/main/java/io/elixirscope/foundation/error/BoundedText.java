package io.elixirscope.foundation.error;

/// Texts of bounded length.
final class BoundedText {
    /// Characters that are kept of any text in an error.
    static final int MAX = 1_024;

    private BoundedText() {}

    /// At most [#MAX] characters and a mark of how many were cut; no surrogate pair is split.
    static String cut(String text) {
        if (text.length() <= MAX) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX - 1)) ? MAX - 1 : MAX;
        return text.substring(0, end) + "… (" + (text.length() - end) + " more)";
    }

    /// Class and message of an exception, whose own code may throw.
    static String of(Throwable thrown) {
        try {
            var text = thrown.toString();
            return text == null ? thrown.getClass().getName() : cut(text);
        } catch (StackOverflowError | Exception | LinkageError | AssertionError broken) {
            return thrown.getClass().getName() + " (its text is unreadable: "
                    + broken.getClass().getName() + ")";
        }
    }
}
