package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.ReportStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What is known of the terminal behind standard output and standard error.
final class Terminal {

    private static final int WIDEST = 200;

    private Terminal() {}

    /// Whether standard error is one; false where the system does not tell.
    static boolean isThere() {
        return isThere(2);
    }

    /// Whether standard output is one; false where the system does not tell.
    static boolean isResultThere() {
        return isThere(1);
    }

    /// How results look that are reports: as [#style] says of standard output.
    static ReportStyle resultStyle(Map<String, String> environment) {
        return style(isThere(1), environment).withoutStacks();
    }

    private static boolean isThere(int descriptor) {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    /// How reports look: in colour on a terminal that is not `dumb`, unless `NO_COLOR` has a value; as wide as
    /// `COLUMNS` says.
    ///
    /// @param terminal whether they go to one
    /// @param environment the variables of the process
    static ReportStyle style(boolean terminal, Map<String, String> environment) {
        boolean colour = terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        var style = colour ? ReportStyle.ansi() : ReportStyle.plain();
        return style.withWidth(columns(environment.getOrDefault("COLUMNS", "")));
    }

    private static int columns(String text) {
        return text.matches("[1-9][0-9]{1,3}")
                ? Math.clamp(Integer.parseInt(text), ReportStyle.MIN_WIDTH, WIDEST)
                : ReportStyle.DEFAULT_WIDTH;
    }
}
