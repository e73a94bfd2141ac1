package io.elixirscope.foundation.event;

import io.elixirscope.foundation.error.FoundationError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Gives the events of one batch their positions: fresh ones the next, duplicates the one they
/// have. Used once, under the commit lock.
final class Placement {
    private final Function<Event, @Nullable StoredEvent> retained;
    private final Instant now;
    private final List<StoredEvent> fresh = new ArrayList<>(1);
    private final List<Appended> answers = new ArrayList<>(1);
    private @Nullable Map<EventIdentity, StoredEvent> inBatch;
    private long next;

    /// @param retained finds the retained event with the same identity
    /// @param next the first free position
    Placement(Function<Event, @Nullable StoredEvent> retained, long next, Instant now) {
        this.retained = retained;
        this.next = next;
        this.now = now;
    }

    /// Places one event. Returns why it may not be placed, or null.
    @Nullable
    FoundationError place(Event event) {
        StoredEvent earlier = inBatch(event);
        if (earlier != null) {
            return answer(event, earlier, EventErrors.duplicateInBatch(event.identity()));
        }
        StoredEvent old = retained.apply(event);
        if (old != null) {
            return answer(event, old, EventErrors.duplicate(event.identity(), old.position()));
        }
        StoredEvent stored = new StoredEvent(next++, now, event);
        fresh.add(stored);
        answers.add(new Appended(stored.position(), false));
        return null;
    }

    /// The same identity earlier in this batch; nothing is remembered for a batch of one.
    private @Nullable StoredEvent inBatch(Event event) {
        if (fresh.isEmpty()) {
            return null;
        }
        if (inBatch == null) {
            inBatch = new HashMap<>();
        }
        for (int i = inBatch.size(); i < fresh.size(); i++) {
            inBatch.put(fresh.get(i).event().identity(), fresh.get(i));
        }
        return inBatch.get(event.identity());
    }

    private @Nullable FoundationError answer(Event event, StoredEvent same, FoundationError otherwise) {
        if (!same.event().equals(event)) {
            return otherwise;
        }
        answers.add(new Appended(same.position(), true));
        return null;
    }

    /// What is to be written, at consecutive positions.
    List<StoredEvent> fresh() {
        return fresh;
    }

    /// One answer an event, in the batch's order.
    List<Appended> answers() {
        return List.copyOf(answers);
    }
}
