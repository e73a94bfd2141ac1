package io.elixirscope.foundation.event.journal;

import io.elixirscope.foundation.event.Durability;
import io.elixirscope.foundation.time.Scheduler;
import java.util.Objects;

/// How a file store is opened.
///
/// @param scheduler gives the clock
/// @param durability the level wanted; a file store gives `OS` and refuses to be opened for another
/// @param segmentBytes size at which a new segment file is begun, 4,096 to 1,073,741,824 bytes
public record FileStoreOptions(Scheduler scheduler, Durability durability, long segmentBytes) {
    private static final long SMALLEST = 4_096;
    private static final long LARGEST = 1L << 30;
    private static final long DEFAULT_SEGMENT = 64L << 20;

    /// Checks the ranges.
    public FileStoreOptions {
        Objects.requireNonNull(scheduler, "scheduler");
        Objects.requireNonNull(durability, "durability");
        if (segmentBytes < SMALLEST || segmentBytes > LARGEST) {
            throw new IllegalArgumentException(
                    "segmentBytes must be " + SMALLEST + " to " + LARGEST + ", was " + segmentBytes);
        }
    }

    /// {@return the usual options: `OS`, segments of 64 MiB}
    ///
    /// @param scheduler gives the clock
    public static FileStoreOptions of(Scheduler scheduler) {
        return new FileStoreOptions(scheduler, Durability.OS, DEFAULT_SEGMENT);
    }

    /// {@return these options with another level}
    ///
    /// @param level the level wanted
    public FileStoreOptions withDurability(Durability level) {
        return new FileStoreOptions(scheduler, level, segmentBytes);
    }

    /// {@return these options with another size of segments}
    ///
    /// @param bytes as of `segmentBytes`
    public FileStoreOptions withSegmentBytes(long bytes) {
        return new FileStoreOptions(scheduler, durability, bytes);
    }
}
