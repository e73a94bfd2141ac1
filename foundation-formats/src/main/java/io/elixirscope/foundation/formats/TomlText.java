package io.elixirscope.foundation.formats;

import java.util.stream.IntStream;

/// Finds in a TOML text what its parser does not tell: offsets of lines and columns, the
/// beginnings of values. Immutable.
final class TomlText {
    private final String text;
    private final int[] lineStarts;

    TomlText(String text) {
        this.text = text;
        this.lineStarts = IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, text.length())
                                .filter(at -> text.charAt(at) == '\n')
                                .map(at -> at + 1))
                .toArray();
    }

    /// The offset of a place as the parser counts: only a line feed ends a line, and columns are
    /// code points.
    int offset(int line, int column) {
        int from = lineStarts[Math.clamp(line - 1, 0, lineStarts.length - 1)];
        int end = line < lineStarts.length ? lineStarts[line] : text.length();
        int at = from;
        for (int left = column - 1; left > 0 && at < end; left--) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    /// Where the value of a key begins: after the first equals sign outside the key's quotes.
    int valueStart(int keyStart) {
        int at = keyStart;
        while (at < text.length() && text.charAt(at) != '=') {
            char c = text.charAt(at);
            at = c == '"' || c == '\'' ? afterQuote(at, c) : at + 1;
        }
        at = Math.min(at + 1, text.length());
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private int afterQuote(int open, char quote) {
        int at = open + 1;
        while (at < text.length() && text.charAt(at) != quote) {
            at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
