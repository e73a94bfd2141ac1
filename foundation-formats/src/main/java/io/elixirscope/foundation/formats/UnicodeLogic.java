package io.elixirscope.foundation.formats;

/// Characters that are none in JSON text: half surrogate pairs, which cannot be written as UTF-8, so that a text with
/// one
/// would not come back equal; and escapes whose digits are not hexadecimal, of which the parser lets some pass.
final class UnicodeLogic {

    private static final int ESCAPE_DIGITS = 4;

    private UnicodeLogic() {}

    /// The index of the first one, plain or as an escape, or -1. Expects JSON that is well-formed otherwise.
    static int firstFault(String json) {
        var openAt = -1;
        var i = 0;
        while (i < json.length()) {
            var at = i;
            int c = json.charAt(i);
            i++;
            if (c == '\\' && i < json.length()) {
                var escaped = json.charAt(i);
                c = escaped == 'u' ? hex(json, i + 1) : escaped;
                i += escaped == 'u' ? 1 + ESCAPE_DIGITS : 1;
            }
            var low = c >= Character.MIN_LOW_SURROGATE && c <= Character.MAX_LOW_SURROGATE;
            if (c < 0 || low != openAt >= 0) {
                return openAt >= 0 ? openAt : at;
            }
            openAt = c >= Character.MIN_HIGH_SURROGATE && c <= Character.MAX_HIGH_SURROGATE ? at : -1;
        }
        return openAt;
    }

    /// The number, or -1 where the four characters are not hexadecimal digits.
    private static int hex(String json, int start) {
        if (start + ESCAPE_DIGITS > json.length()) {
            return -1;
        }
        var number = 0;
        for (var i = start; i < start + ESCAPE_DIGITS; i++) {
            var c = json.charAt(i);
            var digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * 16 + digit;
        }
        return number;
    }
}
