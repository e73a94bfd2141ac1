package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the text of a properties file with the line and column of every key and value. Used once, by one
/// thread.
///
/// The format of `java.util.Properties`, but: a key given twice and an escape other than `\t \n \r \f \\ \= \:
/// \# \! \ ` and of four hexadecimal digits after a `u` are problems, as the first is a mistake and the second
/// mostly a Windows path.
final class PropertiesReader {
    private static final int END = -1;
    private static final String PLAIN_ESCAPES = "\\=:#! ";

    private final String file;
    private final String[] lines;
    private final List<ConfigEntry> entries = new ArrayList<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Map<String, SourceExcerpt> seen = new HashMap<>();
    private int line;
    private int column;

    PropertiesReader(String file, String text) {
        this.file = file;
        this.lines = lines(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    static String[] lines(String text) {
        return text.split("\r\n|\n|\r", -1);
    }

    ConfigReading read() {
        while (line < lines.length) {
            column = 0;
            skipBlanks();
            int first = peek();
            if (first != END && first != '#' && first != '!') {
                entry();
            }
            line++;
        }
        return new ConfigReading(entries, problems);
    }

    private void entry() {
        var keyAt = here();
        var key = new StringBuilder();
        for (int c = peek(); c != END && c != '=' && c != ':' && !blank(c); c = peek()) {
            if (!take(c, key, "", here())) {
                return;
            }
        }
        skipBlanks();
        if (peek() == '=' || peek() == ':') {
            column++;
            skipBlanks();
        }
        peek();
        value(key.toString(), keyAt, here());
    }

    private void value(String key, SourceExcerpt keyAt, SourceExcerpt valueAt) {
        var value = new StringBuilder();
        for (int c = peek(); c != END; c = peek()) {
            if (!take(c, value, key, valueAt)) {
                return;
            }
        }
        var entry = new ConfigEntry(key, Value.of(value.toString()), keyAt, valueAt);
        var before = seen.putIfAbsent(key, keyAt);
        if (before == null) {
            entries.add(entry);
        } else {
            problems.add(new ConfigProblem(
                    FoundationErrorType.INVALID_CONFIG_STRUCTURE,
                    key,
                    key + " is given twice, first in line " + before.line(),
                    Masking.key(entry)));
        }
    }

    /// Takes the character in hand, an escape as a whole; false after a problem, with the logical line skipped.
    private boolean take(int c, StringBuilder into, String key, SourceExcerpt start) {
        if (c != '\\') {
            into.append((char) c);
            column++;
            return true;
        }
        int escape = column + 1 < lines[line].length() ? lines[line].charAt(column + 1) : END;
        if (escape == 'u') {
            return unicode(into, key, start);
        }
        int control = "tnrf".indexOf(escape);
        if (control < 0 && PLAIN_ESCAPES.indexOf(escape) < 0) {
            return refuse("has the unknown escape \\" + (char) escape + ": write \\\\ for a backslash", 2, key, start);
        }
        into.append(control < 0 ? (char) escape : "\t\n\r\f".charAt(control));
        column += 2;
        return true;
    }

    private boolean unicode(StringBuilder into, String key, SourceExcerpt start) {
        int end = column + 6;
        var digits = end <= lines[line].length() ? lines[line].substring(column + 2, end) : "";
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            return refuse("has an escape of a character that needs four hexadecimal digits", 2, key, start);
        }
        into.append((char) Integer.parseInt(digits, 16));
        column = end;
        return true;
    }

    private boolean refuse(String rule, int length, String key, SourceExcerpt start) {
        int from = key.isEmpty() ? column : line + 1 == start.line() ? start.column() - 1 : 0;
        var text = Masking.dots(lines[line], from, column, column + length);
        problems.add(new ConfigProblem(
                FoundationErrorType.INVALID_CONFIG_STRUCTURE,
                key,
                (key.isEmpty() ? "the key " : key + " ") + rule,
                new SourceExcerpt(file, line + 1, column + 1, text)));
        while (peek() != END) {
            column += peek() == '\\' ? 2 : 1;
        }
        return false;
    }

    /// The character in hand, or END at the end of the logical line. Steps over line continuations.
    private int peek() {
        var text = lines[line];
        while (column == text.length() - 1 && text.charAt(column) == '\\' && line + 1 < lines.length) {
            line++;
            text = lines[line];
            column = 0;
            while (column < text.length() && blank(text.charAt(column))) {
                column++;
            }
        }
        boolean last = column == text.length() - 1 && text.charAt(column) == '\\';
        return column >= text.length() || last ? END : text.charAt(column);
    }

    private void skipBlanks() {
        while (blank(peek())) {
            column++;
        }
    }

    private static boolean blank(int c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    private SourceExcerpt here() {
        return new SourceExcerpt(file, line + 1, Math.min(column, lines[line].length()) + 1, lines[line]);
    }
}
