package io.elixirscope.foundation.cli;

import java.util.Locale;

/// Numbers for people, the same in every locale.
final class Numbers {

    private Numbers() {}

    /// Such as `80,394`.
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// Such as `1 event`, `80,394 events`.
    static String counted(long number, String noun) {
        return grouped(number) + ' ' + noun + (number == 1 ? "" : "s");
    }
}
