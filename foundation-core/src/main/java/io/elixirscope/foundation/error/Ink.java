package io.elixirscope.foundation.error;

/// What a part of a report is, and so how a terminal paints it.
enum Ink {
    PLAIN(""),
    HEADING("1"),
    FAINT("2"),
    MARK("1;31"),
    HELP("36"),
    LOW("1;36"),
    MEDIUM("1;33"),
    HIGH("1;31"),
    CRITICAL("1;37;41");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    static Ink of(Severity severity) {
        return switch (severity) {
            case LOW -> LOW;
            case MEDIUM -> MEDIUM;
            case HIGH -> HIGH;
            case CRITICAL -> CRITICAL;
        };
    }

    /// The text in ANSI escape sequences; its indentation is left alone.
    String ansi(String text) {
        int start = text.length() - text.stripLeading().length();
        return code.isEmpty() || start == text.length()
                ? text
                : text.substring(0, start) + "\u001b[" + code + "m" + text.substring(start) + "\u001b[0m";
    }
}
