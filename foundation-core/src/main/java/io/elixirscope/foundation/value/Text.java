package io.elixirscope.foundation.value;

/// Text that can be encoded as UTF-8 without loss.
final class Text {

    private Text() {}

    /// The same text where it is well formed, else a copy with U+FFFD for each unpaired surrogate.
    static String wellFormed(String text) {
        int first = unpaired(text, 0);
        if (first < 0) {
            return text;
        }
        var mended = new StringBuilder(text);
        for (int at = first; at >= 0; at = unpaired(text, at + 1)) {
            mended.setCharAt(at, '\uFFFD');
        }
        return mended.toString();
    }

    /// Index of the first unpaired surrogate at or after `from`, -1 where there is none.
    private static int unpaired(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char character = text.charAt(at);
            if (Character.isSurrogate(character)) {
                boolean pair = Character.isHighSurrogate(character)
                        && at + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(at + 1));
                if (!pair) {
                    return at;
                }
                at++;
            }
        }
        return -1;
    }

    /// At most `max` characters; what was cut is marked and no surrogate pair is split.
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + "… (" + (text.length() - end) + " more)";
    }
}
