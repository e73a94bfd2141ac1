package io.elixirscope.foundation.error;

/// How a report looks. Immutable.
///
/// @param width columns to keep to, `>= 40`
/// @param paint whether colours are used
/// @param stacks whether stack frames are shown
public record ReportStyle(int width, Paint paint, Stacks stacks) {
    /// Columns unless asked otherwise. Unit: characters.
    public static final int DEFAULT_WIDTH = 100;

    /// Fewest columns. Unit: characters.
    public static final int MIN_WIDTH = 40;

    /// Colours of a report.
    public enum Paint {
        /// Text alone: for files, logs and pipes.
        PLAIN,
        /// ANSI escape sequences: for terminals.
        ANSI
    }

    /// Stack frames in a report.
    public enum Stacks {
        /// For whoever mends the program.
        SHOWN,
        /// For whoever uses it.
        HIDDEN
    }

    /// Checks the range.
    public ReportStyle {
        if (width < MIN_WIDTH) {
            throw new IllegalArgumentException("width must be >= " + MIN_WIDTH + ", was " + width);
        }
    }

    /// {@return plain text of [#DEFAULT_WIDTH] columns, with stacks}
    public static ReportStyle plain() {
        return new ReportStyle(DEFAULT_WIDTH, Paint.PLAIN, Stacks.SHOWN);
    }

    /// {@return as [#plain()], with colours}
    public static ReportStyle ansi() {
        return new ReportStyle(DEFAULT_WIDTH, Paint.ANSI, Stacks.SHOWN);
    }

    /// {@return the same of another width}
    ///
    /// @param columns what to keep to, `>= 40`
    public ReportStyle withWidth(int columns) {
        return new ReportStyle(columns, paint, stacks);
    }

    /// {@return the same without stack frames}
    public ReportStyle withoutStacks() {
        return new ReportStyle(width, paint, Stacks.HIDDEN);
    }
}
