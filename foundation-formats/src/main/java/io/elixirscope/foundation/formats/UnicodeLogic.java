package io.elixirscope.foundation.formats;

/// Half surrogate pairs in JSON text: they cannot be written as UTF-8, so a text with one would not come back equal.
final class UnicodeLogic {

    private UnicodeLogic() {}

    /// The index of the first half surrogate pair, plain or as an escape, or -1. Expects well-formed JSON.
    static int firstHalfPair(String json) {
        var openAt = -1;
        var i = 0;
        while (i < json.length()) {
            var c = json.charAt(i);
            var at = i;
            i++;
            if (c == '\\' && i < json.length()) {
                var escaped = json.charAt(i);
                c = escaped == 'u' ? hex(json, i + 1) : escaped;
                i += escaped == 'u' ? 5 : 1;
            }
            if (openAt >= 0 && !Character.isLowSurrogate(c)) {
                return openAt;
            }
            if (openAt < 0 && Character.isLowSurrogate(c)) {
                return at;
            }
            openAt = Character.isHighSurrogate(c) ? at : -1;
        }
        return openAt;
    }

    private static char hex(String json, int start) {
        return (char) Integer.parseInt(json, start, Math.min(start + 4, json.length()), 16);
    }
}
