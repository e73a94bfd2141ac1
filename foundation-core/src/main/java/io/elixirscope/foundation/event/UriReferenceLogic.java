package io.elixirscope.foundation.event;

/// The grammar of URI references (RFC 3986, other Unicode letters allowed as in RFC 3987), as far
/// as single characters, escapes, the scheme and the fragment go. An authority's inner form is not
/// looked at.
final class UriReferenceLogic {
    private static final String NEVER = " \"<>\\^`{|}";

    private UriReferenceLogic() {}

    static boolean isReference(String text) {
        int fragments = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7F || NEVER.indexOf(c) >= 0) {
                return false;
            }
            if (c == '%' && !(i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2)))) {
                return false;
            }
            fragments += c == '#' ? 1 : 0;
        }
        return !text.isEmpty() && fragments <= 1 && schemeIsSound(text);
    }

    /// A colon before the first slash ends a scheme: a letter, then letters, digits, plus, minus, dot.
    private static boolean schemeIsSound(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                return true;
            }
            if (c == ':') {
                return i > 0
                        && isLetter(text.charAt(0))
                        && text.chars().limit(i).allMatch(UriReferenceLogic::inScheme);
            }
        }
        return true;
    }

    private static boolean inScheme(int c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x80;
    }
}
