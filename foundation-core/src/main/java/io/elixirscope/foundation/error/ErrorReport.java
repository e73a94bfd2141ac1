package io.elixirscope.foundation.error;

/// Renders errors as plain text for people.
final class ErrorReport {
    private static final int MIN_WIDTH = 40;
    private final int width;

    ErrorReport(int width) {
        if (width < MIN_WIDTH) {
            throw new IllegalArgumentException("width must be >= " + MIN_WIDTH + ", was " + width);
        }
        this.width = width;
    }

    String of(FoundationError error) {
        var text = new StringBuilder().append(error).append('\n');
        error.causes().forEach(cause -> text.append("caused by ").append(cause).append('\n'));
        error.type()
                .recoveryActions()
                .forEach(action -> text.append("- ").append(action).append('\n'));
        return text.append("-".repeat(width)).append('\n').toString();
    }
}
