package io.elixirscope.foundation.event;

import java.time.Duration;

/// How much a store in memory keeps. Beyond any of the bounds the oldest events leave first, counted.
///
/// @param maxEvents most events, `>= 1`
/// @param maxBytes most bytes of encoded events, `>= 1,000,000`; the indexes come on top, about 100 bytes
///     an event
/// @param maxAge longest time since an event was recorded, `> 0`; kept to at each append and at each pruning
public record MemoryLimits(long maxEvents, long maxBytes, Duration maxAge) {
    /// 100,000 events, 256 MiB, one hour.
    public static final MemoryLimits DEFAULT = new MemoryLimits(100_000, 256L * 1024 * 1024, Duration.ofHours(1));

    /// Checks the ranges.
    public MemoryLimits {
        if (maxEvents < 1) {
            throw new IllegalArgumentException("maxEvents must be >= 1, was " + maxEvents);
        }
        if (maxBytes < EventStore.MAX_EVENT_BYTES) {
            throw new IllegalArgumentException(
                    "maxBytes must be >= " + EventStore.MAX_EVENT_BYTES + ", was " + maxBytes);
        }
        if (!maxAge.isPositive()) {
            throw new IllegalArgumentException("maxAge must be > 0, was " + maxAge);
        }
    }
}
