package io.elixirscope.foundation.supervision;

/// What a supervisor's definition must be.
final class SupervisionValidator {
    private static final int LONGEST_NAME = 128;

    private SupervisionValidator() {}

    static String name(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException(
                    "a supervisor's name must be 1-128 characters without white space, was \"" + name + "\"");
        }
        return name;
    }
}
