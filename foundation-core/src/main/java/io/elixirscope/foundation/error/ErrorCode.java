package io.elixirscope.foundation.error;

import java.util.Optional;

/// Code of an error type: a category and a number, written `D201`, or 3201 as a number.
///
/// @param category `C` configuration, `S` system, `D` data, `E` external
/// @param number 100 to 499; its first digit is the subcategory
public record ErrorCode(char category, int number) {
    static final String CATEGORIES = "CSDE";
    private static final int LENGTH = 4;

    /// Checks category and range.
    public ErrorCode {
        if (CATEGORIES.indexOf(category) < 0) {
            throw new IllegalArgumentException("category must be one of C S D E, was " + category);
        }
        if (number < 100 || number > 499) {
            throw new IllegalArgumentException("number must be 100 to 499, was " + number);
        }
    }

    /// {@return letter and digits, as `D201`}
    public String text() {
        return category + String.valueOf(number);
    }

    /// {@return 1000 for C, 2000 for S, 3000 for D, 4000 for E, plus the number: 3201}
    public int numeric() {
        return (CATEGORIES.indexOf(category) + 1) * 1000 + number;
    }

    /// {@return the range that the code is in}
    public ErrorRange range() {
        return ErrorRange.of(this);
    }

    /// Reads either form, `D201` or `3201`.
    ///
    /// @param text what to read; the letter may be of either case
    /// @return the code, or empty where the text is none
    public static Optional<ErrorCode> parse(String text) {
        if (text.length() != LENGTH || !text.chars().skip(1).allMatch(digit -> digit >= '0' && digit <= '9')) {
            return Optional.empty();
        }
        char first = Character.toUpperCase(text.charAt(0));
        char category = first >= '1' && first <= '4' ? CATEGORIES.charAt(first - '1') : first;
        int number = Integer.parseInt(text, 1, LENGTH, 10);
        return CATEGORIES.indexOf(category) < 0 || number < 100 || number > 499
                ? Optional.empty()
                : Optional.of(new ErrorCode(category, number));
    }

    /// {@return [#text()]}
    @Override
    public String toString() {
        return text();
    }
}
