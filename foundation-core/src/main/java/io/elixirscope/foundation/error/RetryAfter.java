package io.elixirscope.foundation.error;

import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/// The delay before a repetition that whoever refused asked for: a context field, so that it survives events.
final class RetryAfter {
    static final String KEY = "retryAfter";

    private RetryAfter() {}

    /// What the field says; empty where it is absent or no ISO-8601 duration.
    static Optional<Duration> in(Map<String, Value> context) {
        if (!(context.get(KEY) instanceof Value.TextValue(var text))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.parse(text)).filter(delay -> !delay.isNegative());
        } catch (DateTimeParseException _) {
            return Optional.empty(); // an application's own field of that name
        }
    }
}
