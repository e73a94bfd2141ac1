package io.elixirscope.foundation.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Durations as people write them: `2s`, `1m30s`, `500ms`, and ISO-8601 `PT2S`. Pure.
final class DurationText {
    private static final Map<String, Long> NANOS = units();
    private static final Pattern PART = Pattern.compile("(\\d{1,18})\\s*(ns|us|ms|s|m|h|d)\\s*");

    private DurationText() {}

    private static Map<String, Long> units() {
        var units = new LinkedHashMap<String, Long>();
        units.put("d", 86_400_000_000_000L);
        units.put("h", 3_600_000_000_000L);
        units.put("m", 60_000_000_000L);
        units.put("s", 1_000_000_000L);
        units.put("ms", 1_000_000L);
        units.put("us", 1_000L);
        units.put("ns", 1L);
        return units;
    }

    static Optional<Duration> parse(String text) {
        try {
            var lower = text.toLowerCase(Locale.ROOT);
            return lower.startsWith("p") || lower.startsWith("-p") ? Optional.of(Duration.parse(text)) : parts(lower);
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> parts(String text) {
        var matcher = PART.matcher(text);
        var sum = Duration.ZERO;
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            long unit = NANOS.getOrDefault(matcher.group(2), 1L);
            sum = sum.plus(Duration.ofNanos(unit).multipliedBy(Long.parseLong(matcher.group(1))));
            end = matcher.end();
        }
        return end > 0 && end == text.length() ? Optional.of(sum) : Optional.empty();
    }

    /// The canonical form: largest units first, `0s` for none; ISO-8601 where it is negative.
    static String format(Duration duration) {
        if (duration.isNegative()) {
            return duration.toString();
        }
        var text = new StringBuilder();
        append(text, duration.toDaysPart(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        int nanos = duration.toNanosPart();
        append(text, nanos / 1_000_000, "ms");
        append(text, nanos / 1_000 % 1_000, "us");
        append(text, nanos % 1_000, "ns");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(count).append(unit);
        }
    }

    /// The two likely readings of a bare number: `10000` is `10000ms or 10s`.
    static String readings(long number) {
        long seconds = number != 0 && number % 1_000 == 0 ? number / 1_000 : number;
        return number + ": write " + number + "ms or " + seconds + "s";
    }
}
