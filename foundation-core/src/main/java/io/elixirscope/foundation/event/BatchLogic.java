package io.elixirscope.foundation.event;

import io.elixirscope.foundation.error.FoundationError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bounds on what is appended at once.
final class BatchLogic {
    private BatchLogic() {}

    /// Why the batch is too large, or null.
    static @Nullable FoundationError oversize(List<Event> batch) {
        if (batch.size() > EventStore.MAX_BATCH_EVENTS) {
            return EventErrors.batchTooLarge("events", batch.size(), EventStore.MAX_BATCH_EVENTS);
        }
        long total = 0;
        for (Event event : batch) {
            int bytes = event.fullSize();
            if (bytes > EventStore.MAX_EVENT_BYTES) {
                return EventErrors.tooLarge(event, bytes, EventStore.MAX_EVENT_BYTES);
            }
            total += bytes;
        }
        return total > EventStore.MAX_BATCH_BYTES
                ? EventErrors.batchTooLarge("bytes", total, EventStore.MAX_BATCH_BYTES)
                : null;
    }
}
