package io.elixirscope.foundation.error;

import java.util.Locale;

/// Lines of a report: wrapped, indented, harmless to a terminal. Used by one report; not thread-safe.
final class ReportText {
    private static final int MIN_LINE = 20;

    private final int width;
    private final ReportStyle.Paint paint;
    private final StringBuilder text = new StringBuilder();

    ReportText(ReportStyle style) {
        this.width = style.width();
        this.paint = style.paint();
    }

    int width() {
        return width;
    }

    /// A line as it is.
    void line(String line) {
        line(Ink.PLAIN, line);
    }

    /// A line in a colour, where colours are wanted.
    void line(Ink ink, String line) {
        var stripped = line.stripTrailing();
        text.append(paint == ReportStyle.Paint.ANSI ? ink.ansi(stripped) : stripped)
                .append('\n');
    }

    /// An empty line and a heading.
    void heading(String heading) {
        text.append('\n');
        wrapped(Ink.HEADING, "", heading);
    }

    /// A text after a prefix, broken between words; further lines are indented as far as the prefix reaches.
    void wrapped(String prefix, String content) {
        wrapped(Ink.PLAIN, prefix, content);
    }

    /// As [#wrapped(String, String)], in a colour.
    void wrapped(Ink ink, String prefix, String content) {
        int room = Math.max(MIN_LINE, width - prefix.length());
        var lead = prefix;
        for (var paragraph : plain(content).split("\n", -1)) {
            var rest = paragraph.stripTrailing();
            do {
                int end = lineEnd(rest, room);
                line(ink, lead + rest.substring(0, end));
                rest = rest.substring(end).stripLeading();
                lead = " ".repeat(prefix.length());
            } while (!rest.isEmpty());
        }
    }

    private static int lineEnd(String rest, int room) {
        if (rest.length() <= room) {
            return rest.length();
        }
        int space = rest.lastIndexOf(' ', room);
        if (space > room / 3) {
            return space;
        }
        return Character.isHighSurrogate(rest.charAt(room - 1)) ? room - 1 : room;
    }

    /// Control characters but the line feed as `\x1b`, so that foreign text cannot steer a terminal.
    static String plain(String content) {
        if (content.chars().noneMatch(ReportText::steers)) {
            return content;
        }
        var plain = new StringBuilder(content.length() + 16);
        content.chars().forEach(character -> {
            if (character == '\t') {
                plain.append(' ');
            } else if (steers(character)) {
                plain.append(String.format(Locale.ROOT, "\\x%02x", character));
            } else {
                plain.append((char) character);
            }
        });
        return plain.toString();
    }

    /// Control characters, and marks that turn the direction of writing.
    private static boolean steers(int character) {
        return (Character.isISOControl(character) && character != '\n')
                || (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }

    /// Nanoseconds in the unit a person would choose, one decimal.
    static String duration(long nanos) {
        double amount = nanos;
        if (Math.abs(amount) < 1e3) {
            return nanos + " ns";
        }
        if (Math.abs(amount) < 1e6) {
            return String.format(Locale.ROOT, "%.1f µs", amount / 1e3);
        }
        if (Math.abs(amount) < 1e9) {
            return String.format(Locale.ROOT, "%.1f ms", amount / 1e6);
        }
        return String.format(Locale.ROOT, "%.1f s", amount / 1e9);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
