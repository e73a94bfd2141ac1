package io.elixirscope.foundation.formats;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Times of RFC 3339, such as `2011-01-09T09:46:08.25+01:00`, as instants.
///
/// Date and time to the second and a zone are required, up to nine digits of a second may follow it. The year is 1 to
/// 9999, also in UTC. A leap second (`:60`) is refused, an instant has none.
final class Rfc3339 {

    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";

    private final String text;

    private Rfc3339(String text) {
        this.text = text;
    }

    /// @throws DateTimeException with what is wrong, where the text is not such a time
    static Instant parse(String text) {
        return new Rfc3339(text).instant();
    }

    private Instant instant() {
        requireShape(0, SHAPE);
        var end = SHAPE.length();
        var nanos = 0;
        if (end < text.length() && text.charAt(end) == '.') {
            var start = end + 1;
            end = start;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            nanos = nanos(start, end);
        }
        var local = LocalDateTime.of(
                number(0, 4), number(5, 2), number(8, 2), number(11, 2), number(14, 2), number(17, 2), nanos);
        var instant = local.toInstant(zone(end));
        var year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > 9999) {
            throw new DateTimeException("the year in UTC must be 1 to 9999, was " + year);
        }
        return instant;
    }

    private int nanos(int start, int end) {
        var digits = end - start;
        if (digits < 1 || digits > 9) {
            throw new DateTimeException("1 to 9 digits may follow the second, found " + digits);
        }
        var nanos = number(start, digits);
        for (var i = digits; i < 9; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private ZoneOffset zone(int at) {
        if (at + 1 == text.length() && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
            return ZoneOffset.UTC;
        }
        if (at + 6 != text.length() || (text.charAt(at) != '+' && text.charAt(at) != '-')) {
            throw new DateTimeException("a zone must follow, Z or +hh:mm");
        }
        requireShape(at + 1, "dd:dd");
        var hours = number(at + 1, 2);
        var minutes = number(at + 4, 2);
        var sign = text.charAt(at) == '-' ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    private void requireShape(int start, String shape) {
        for (var i = 0; i < shape.length(); i++) {
            if (start + i >= text.length() || !fits(text.charAt(start + i), shape.charAt(i))) {
                throw new DateTimeException("it must look like 2011-01-09T09:46:08Z");
            }
        }
    }

    private static boolean fits(char found, char wanted) {
        return switch (wanted) {
            case 'd' -> isDigit(found);
            case 'T' -> found == 'T' || found == 't';
            default -> found == wanted;
        };
    }

    private int number(int start, int digits) {
        return Integer.parseInt(text, start, start + digits, 10);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
