package io.elixirscope.foundation.event;

import java.time.Duration;
import java.time.Instant;

/// When an event is too old.
final class RetentionLogic {
    /// Older than any event: no sum with it leaves the range of [Instant].
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private RetentionLogic() {}

    /// The earliest time of recording that is kept.
    static Instant oldest(Instant now, Duration maxAge) {
        return now.minus(maxAge.compareTo(LONGEST) > 0 ? LONGEST : maxAge);
    }
}
