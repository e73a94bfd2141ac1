package io.elixirscope.foundation.cli;

import java.time.Duration;
import java.util.Locale;

/// Durations for people: two units at most, such as `1.25 s`, `3 h 20 min`, `-2 d 4 h`.
final class DurationText {

    private DurationText() {}

    static String of(Duration duration) {
        if (duration.isNegative()) {
            return "-" + of(duration.negated());
        }
        if (duration.toMinutes() == 0) {
            return seconds(duration);
        }
        if (duration.toHours() == 0) {
            return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
        }
        if (duration.toDays() == 0) {
            return two(duration.toHours(), "h", duration.toMinutesPart(), "min");
        }
        return two(duration.toDays(), "d", duration.toHoursPart(), "h");
    }

    private static String seconds(Duration duration) {
        var nanos = duration.toNanos();
        if (nanos == 0) {
            return "0 s";
        }
        if (nanos < 1_000_000) {
            return decimal(nanos / 1e3) + " µs";
        }
        return nanos < 1_000_000_000 ? decimal(nanos / 1e6) + " ms" : decimal(nanos / 1e9) + " s";
    }

    private static String decimal(double number) {
        var text = String.format(Locale.ROOT, "%.2f", number);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    private static String two(long large, String largeUnit, int small, String smallUnit) {
        var text = large + " " + largeUnit;
        return small == 0 ? text : text + " " + small + " " + smallUnit;
    }
}
