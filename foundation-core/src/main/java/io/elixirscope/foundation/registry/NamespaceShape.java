package io.elixirscope.foundation.registry;

import java.util.Objects;

/// What was asked for as a namespace.
record NamespaceShape<K, P>(String name, Class<K> keyType, Class<P> protocol, int maxEntries) {
    private static final int LONGEST_NAME = 128;

    NamespaceShape {
        Objects.requireNonNull(keyType, "keyType");
        Objects.requireNonNull(protocol, "protocol");
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(NamespaceShape::unfit)) {
            throw new IllegalArgumentException(
                    "a namespace's name must be 1-128 characters without white space, was \"" + name + "\"");
        }
        if (maxEntries < 1) {
            throw new IllegalArgumentException("maxEntries of namespace " + name + " must be >= 1, was " + maxEntries);
        }
    }

    private static boolean unfit(int character) {
        return Character.isWhitespace(character) || Character.isISOControl(character);
    }
}
