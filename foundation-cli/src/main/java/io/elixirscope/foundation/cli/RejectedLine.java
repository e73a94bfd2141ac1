package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.SourceExcerpt;

/// A bad line of an input in three lines: place and reason, the text around the place, a caret below it.
final class RejectedLine {

    private static final int BEFORE = 60;
    private static final int AFTER = 40;

    private RejectedLine() {}

    static String text(FoundationError error) {
        var reason = error.type().fullCode() + " " + error.type().label() + ": " + Visible.text(error.message());
        return error.source()
                .map(source -> place(source) + ": " + reason + "\n" + excerpt(source))
                .orElse(reason);
    }

    private static String place(SourceExcerpt source) {
        return Visible.text(source.file()) + ":" + source.line() + ":" + source.column();
    }

    private static String excerpt(SourceExcerpt source) {
        var text = source.text();
        var caret = source.caret();
        var start = Math.max(0, caret - BEFORE);
        var end = Math.min(text.length(), caret + AFTER);
        var before = (start > 0 ? "…" : "") + Visible.text(text.substring(start, caret));
        var after = Visible.text(text.substring(caret, end)) + (end < text.length() ? "…" : "");
        return "  " + before + after + "\n  " + " ".repeat(Visible.columns(before)) + "^";
    }
}
