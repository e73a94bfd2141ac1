package io.elixirscope.foundation.event;

import io.elixirscope.foundation.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Events for tests.
public final class EventSamples {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private EventSamples() {}

    public static Event numbered(int number) {
        return Event.builder("e-" + number, "/samples", "sample.made", START.plusSeconds(number))
                .correlationId("c-" + number / 10)
                .causeId(number == 1 ? null : "e-" + (number - 1))
                .data(Value.of("number " + number))
                .buildOrThrow();
    }

    public static List<Event> numbered(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(EventSamples::numbered).toList();
    }

    public static List<StoredEvent> all(EventStore store) {
        List<StoredEvent> found = new ArrayList<>();
        try (EventCursor cursor = store.query(EventQuery.all()).orElseThrow()) {
            cursor.forEachRemaining(found::add);
        }
        return found;
    }

    public static List<Event> events(EventStore store) {
        return all(store).stream().map(StoredEvent::event).toList();
    }
}
