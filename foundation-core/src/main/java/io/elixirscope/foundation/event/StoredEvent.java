package io.elixirscope.foundation.event;

import java.time.Instant;

/// An event as a store gives it back. Immutable.
///
/// @param position place in the store's commit order, from 1, without gaps
/// @param recordedAt wall time at which the store took it; what age and retention go by
/// @param event the event, exactly as it was appended
public record StoredEvent(long position, Instant recordedAt, Event event) {
    /// Checks the position.
    public StoredEvent {
        if (position < 1) {
            throw new IllegalArgumentException("position must be >= 1, was " + position);
        }
    }
}
