package io.elixirscope.foundation.cli;

/// Text from outside, made harmless for a terminal and fit for one line.
final class Visible {

    private Visible() {}

    /// The text with control characters and direction marks as `\\u….` escapes.
    static String text(String text) {
        if (text.chars().noneMatch(Visible::harmful)) {
            return text;
        }
        var shown = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (harmful(c)) {
                shown.append("\\u%04x".formatted(c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.toString();
    }

    /// The beginning of the text, at most `max` characters, cut with `…`.
    static String cut(String text, int max) {
        var shown = text(text);
        return shown.length() <= max ? shown : shown.substring(0, max - 1) + "…";
    }

    private static boolean harmful(int c) {
        var kind = Character.getType(c);
        return kind == Character.CONTROL
                || kind == Character.FORMAT
                || kind == Character.LINE_SEPARATOR
                || kind == Character.PARAGRAPH_SEPARATOR;
    }
}
