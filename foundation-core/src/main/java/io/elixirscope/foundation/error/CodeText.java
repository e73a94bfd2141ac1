package io.elixirscope.foundation.error;

import java.util.Locale;
import java.util.Optional;

/// A text that people wrote for a code or a label, with or without a domain.
///
/// @param domain what stands before the slash, in lower case; empty without one
/// @param name what stands after it
record CodeText(String domain, String name) {

    static CodeText read(String text) {
        var trimmed = text.strip();
        int slash = trimmed.indexOf('/');
        return slash < 0
                ? new CodeText("", trimmed)
                : new CodeText(trimmed.substring(0, slash).toLowerCase(Locale.ROOT), trimmed.substring(slash + 1));
    }

    Optional<ErrorCode> code() {
        return ErrorCode.parse(name);
    }

    /// As a catalogue spells a code: `orders/D101`; the text itself where it is none.
    String full() {
        return prefix() + code().map(ErrorCode::text).orElse(name);
    }

    /// As a catalogue spells a label.
    String label() {
        return prefix() + name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    private String prefix() {
        return domain.isEmpty() ? "" : domain + "/";
    }
}
