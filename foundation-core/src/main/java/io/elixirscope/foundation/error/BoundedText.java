package io.elixirscope.foundation.error;

import java.util.regex.Pattern;

/// Texts of bounded length.
final class BoundedText {
    /// Characters that are kept of any text in an error.
    static final int MAX = 1_024;

    private static final int LONGEST_MARK = "… (2147483647 more)".length();
    private static final Pattern MARK = Pattern.compile("… \\([0-9]{1,10} more\\)$");

    private BoundedText() {}

    /// At most [#MAX] characters and a mark of how many were cut; no surrogate pair is split. What was cut before
    /// stays as it is.
    static String cut(String text) {
        if (text.length() <= MAX || isCut(text)) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX - 1)) ? MAX - 1 : MAX;
        return text.substring(0, end) + "… (" + (text.length() - end) + " more)";
    }

    private static boolean isCut(String text) {
        return text.length() <= MAX + LONGEST_MARK
                && MARK.matcher(text).region(MAX - 1, text.length()).find();
    }
}
