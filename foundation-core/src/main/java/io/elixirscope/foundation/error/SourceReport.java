package io.elixirscope.foundation.error;

import java.util.Arrays;

/// Draws a line of a text with a caret under the place that matters.
final class SourceReport {
    private static final int TAB = 4;
    private static final int MIN_ROOM = 20;

    private SourceReport() {}

    /// Draws it below a cause, indented, or at the left edge with no indent.
    static void write(SourceExcerpt source, String indent, ReportText out) {
        var number = indent + source.line();
        var gutter = " ".repeat(number.length());
        int room = Math.max(MIN_ROOM, out.width() - number.length() - " | ".length() - 1);
        var shown = Shown.of(source, room);
        out.wrapped(gutter + "--> ", source.file() + ":" + source.line() + ":" + source.column());
        out.line(gutter + " |");
        out.line(number + " | " + shown.text);
        out.line(Ink.MARK, gutter + " | " + " ".repeat(shown.caret) + "^");
    }

    /// Text that fits a number of terminal columns, and the column of its caret.
    ///
    /// @param text the text, without tabs
    /// @param caret terminal columns before the caret
    private record Shown(String text, int caret) {

        static Shown of(SourceExcerpt source, int room) {
            int[] points = source.text().codePoints().toArray();
            int caret = source.text().codePointCount(0, source.caret());
            int start = start(points, caret, room, source.cutBefore());
            var text = new StringBuilder(start > 0 || source.cutBefore() ? "…" : "");
            int column = text.length();
            int caretColumn = column;
            int at = start;
            while (at < points.length && column + columns(points[at]) < room) {
                caretColumn = at == caret ? column : caretColumn;
                append(text, points[at]);
                column += columns(points[at]);
                at++;
            }
            caretColumn = at == caret ? column : caretColumn;
            return new Shown(text + (at < points.length ? "…" : ""), caretColumn);
        }

        /// First code point shown: the line's first where the whole line fits or the caret is near it, else so
        /// that a third of the room is left after the caret.
        private static int start(int[] points, int caret, int room, boolean cutBefore) {
            if (!cutBefore && columns(points, 0, points.length) < room) {
                return 0;
            }
            int left = room * 2 / 3 - 1;
            int start = caret;
            int columns = 0;
            while (start > 0 && columns + columns(points[start - 1]) <= left) {
                start--;
                columns += columns(points[start]);
            }
            return start;
        }

        private static int columns(int[] points, int from, int to) {
            return Arrays.stream(points, from, to).map(Shown::columns).sum();
        }

        private static void append(StringBuilder text, int point) {
            if (point == '\t') {
                text.append(" ".repeat(TAB));
            } else {
                text.append(columns(point) > 0 || isMark(point) ? Character.toString(point) : "");
            }
        }

        /// Terminal columns of a character: tabs four, marks and controls none, East Asian wide forms and emoji
        /// two.
        private static int columns(int point) {
            if (point == '\t') {
                return TAB;
            }
            return switch (Character.getType(point)) {
                case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.CONTROL, Character.FORMAT -> 0;
                default -> Character.isIdeographic(point) || isWide(point) ? 2 : 1;
            };
        }

        private static boolean isMark(int point) {
            return Character.getType(point) == Character.NON_SPACING_MARK;
        }

        private static boolean isWide(int point) {
            return (point >= 0x1100 && point <= 0x115F)
                    || (point >= 0x2E80 && point <= 0xA4CF)
                    || (point >= 0xAC00 && point <= 0xD7A3)
                    || (point >= 0xF900 && point <= 0xFAFF)
                    || (point >= 0xFE30 && point <= 0xFE6F)
                    || (point >= 0xFF00 && point <= 0xFF60)
                    || (point >= 0x1F300 && point <= 0x1FAFF);
        }
    }
}
