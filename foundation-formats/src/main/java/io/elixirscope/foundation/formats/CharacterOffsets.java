package io.elixirscope.foundation.formats;

import java.util.stream.IntStream;

/// Offsets of a text in characters for those that a parser counts in code points. Immutable.
final class CharacterOffsets {
    private final int length;
    private final int[] ofCodePoint;

    /// Keeps nothing for a text in which both are the same.
    CharacterOffsets(String text) {
        length = text.length();
        ofCodePoint = text.chars().noneMatch(c -> Character.isSurrogate((char) c))
                ? new int[0]
                : IntStream.range(0, text.length())
                        .filter(at -> at == 0 || !Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at)))
                        .toArray();
    }

    int of(int codePoint) {
        if (ofCodePoint.length == 0) {
            return Math.min(codePoint, length);
        }
        return codePoint < ofCodePoint.length ? ofCodePoint[codePoint] : length;
    }
}
