package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/// What a plain text is a value of, by the core schema of YAML 1.2 (section 10.3.2): `true`,
/// `42`, `0x2A`, `0o52`, `1.5e3`, `.inf`, `null`; all else is text, `yes`, `no`, `on`, `off` and
/// dates among it. Pure.
final class PlainValues {
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]++");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]++");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]++");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:\\.[0-9]++|[0-9]++(?:\\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?");
    private static final int MOST_DIGITS = 400;

    private PlainValues() {}

    static Value of(String text, int offset) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> Value.ofNull();
            case "true", "True", "TRUE" -> Value.of(true);
            case "false", "False", "FALSE" -> Value.of(false);
            case ".nan", ".NaN", ".NAN" -> Value.of(Double.NaN);
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> Value.of(Double.POSITIVE_INFINITY);
            case "-.inf", "-.Inf", "-.INF" -> Value.of(Double.NEGATIVE_INFINITY);
            default -> numberOrText(text, offset);
        };
    }

    private static Value numberOrText(String text, int offset) {
        if (WHOLE.matcher(text).matches()) {
            return whole(text, 10, offset);
        }
        if (OCTAL.matcher(text).matches()) {
            return whole(text.substring(2), 8, offset);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return whole(text.substring(2), 16, offset);
        }
        return DECIMAL.matcher(text).matches() ? decimal(text, offset) : Value.of(text);
    }

    /// A whole number: a long, or a decimal where it is larger.
    static Value whole(String digits, int radix, int offset) {
        if (digits.length() > MOST_DIGITS) {
            throw tooLarge(offset);
        }
        var number = new BigInteger(digits, radix);
        return number.bitLength() < Long.SIZE ? Value.of(number.longValue()) : Value.of(new BigDecimal(number));
    }

    static Value decimal(String text, int offset) {
        try {
            if (text.length() <= MOST_DIGITS) {
                return Value.of(new BigDecimal(text));
            }
        } catch (IllegalArgumentException _) {
            // an exponent beyond what a decimal may have
        }
        throw tooLarge(offset);
    }

    private static BrokenText tooLarge(int offset) {
        return new BrokenText(offset, "has a number that is too large or has more than " + MOST_DIGITS + " digits");
    }
}
