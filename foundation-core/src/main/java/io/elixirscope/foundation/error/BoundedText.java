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
}
