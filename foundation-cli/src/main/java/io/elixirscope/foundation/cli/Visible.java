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

    /// The beginning of the text, at most `max` columns, cut with `…`.
    static String cut(String text, int max) {
        var shown = text(text);
        if (columns(shown) <= max) {
            return shown;
        }
        var end = 0;
        var used = 0;
        while (used + columns(shown.codePointAt(end)) < max) {
            var c = shown.codePointAt(end);
            used += columns(c);
            end += Character.charCount(c);
        }
        return shown.substring(0, end) + "…";
    }

    /// How many columns of a terminal the text takes.
    static int columns(String text) {
        return text.codePoints().map(Visible::columns).sum();
    }

    /// Marks that stand on the letter before them take none, signs of East Asian scripts and pictures two.
    private static int columns(int c) {
        var kind = Character.getType(c);
        if (kind == Character.NON_SPACING_MARK || kind == Character.ENCLOSING_MARK) {
            return 0;
        }
        return c >= 0x1100 && (isWideScript(c) || Character.isEmojiPresentation(c)) ? 2 : 1;
    }

    private static boolean isWideScript(int c) {
        return Character.isIdeographic(c)
                || c <= 0x115f
                || (c >= 0x3000 && c <= 0x30ff)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xff01 && c <= 0xff60);
    }

    private static boolean harmful(int c) {
        var kind = Character.getType(c);
        return kind == Character.CONTROL
                || kind == Character.FORMAT
                || kind == Character.LINE_SEPARATOR
                || kind == Character.PARAGRAPH_SEPARATOR;
    }
}
