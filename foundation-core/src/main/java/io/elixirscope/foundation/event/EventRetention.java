package io.elixirscope.foundation.event;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How long events stay in a store that a server tends. Asked again at each pruning, so settings
/// may change at run time.
///
/// @param maxAge longest time since an event was recorded, `> 0`
/// @param maxEvents most events, `>= 0`
/// @param pruneInterval time from one pruning to the next, `> 0`
public record EventRetention(Supplier<Duration> maxAge, LongSupplier maxEvents, Supplier<Duration> pruneInterval) {
    private static final Duration FOREVER = Duration.ofDays(366L * 10_000);

    /// Refuses null.
    public EventRetention {
        Objects.requireNonNull(maxAge, "maxAge");
        Objects.requireNonNull(maxEvents, "maxEvents");
        Objects.requireNonNull(pruneInterval, "pruneInterval");
    }

    /// {@return a retention that does not change}
    ///
    /// @param maxAge as of the record
    /// @param maxEvents as of the record
    /// @param pruneInterval as of the record
    public static EventRetention of(Duration maxAge, long maxEvents, Duration pruneInterval) {
        return new EventRetention(() -> maxAge, () -> maxEvents, () -> pruneInterval);
    }

    /// {@return a retention that prunes nothing}
    public static EventRetention unlimited() {
        return of(FOREVER, Long.MAX_VALUE, Duration.ofDays(1));
    }
}
