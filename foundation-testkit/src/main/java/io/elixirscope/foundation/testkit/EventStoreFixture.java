package io.elixirscope.foundation.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.EventCursor;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What the sentences about event stores have in common: an empty store, a clock that is set by hand, events.
@SuppressWarnings("NullAway.Init") // opened before each test
abstract class EventStoreFixture {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final ManualClock clock = new ManualClock(START);
    EventStore store;

    /// Makes an empty store that retains at least 100,000 events and 64 MiB, for a day.
    ///
    /// @param scheduler gives the clock by which events are recorded
    /// @return an open store; the kit closes it
    protected abstract EventStore newStore(Scheduler scheduler);

    @BeforeEach
    void openStore() {
        store = newStore(clock.scheduler());
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    static Event.Builder builder(String id) {
        return Event.builder(id, "/kit", "kit.happened", START);
    }

    static Event event(String id) {
        return builder(id).buildOrThrow();
    }

    static Event numbered(int number) {
        return builder("e-" + number).data(Value.of(number)).buildOrThrow();
    }

    static List<Event> numbered(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(EventStoreFixture::numbered)
                .toList();
    }

    long append(Event event) {
        return store.append(event).orElseThrow().position();
    }

    void append(List<Event> events) {
        events.forEach(this::append);
    }

    List<StoredEvent> all(EventQuery query) {
        return drain(store.query(query).orElseThrow());
    }

    List<StoredEvent> all() {
        return all(EventQuery.all());
    }

    static List<StoredEvent> drain(EventCursor cursor) {
        List<StoredEvent> found = new ArrayList<>();
        try (cursor) {
            cursor.forEachRemaining(found::add);
        }
        return found;
    }

    static List<String> ids(List<StoredEvent> events) {
        return events.stream().map(stored -> stored.event().id()).toList();
    }

    static List<Long> positions(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::position).toList();
    }

    static void assertRefused(Result<?> result, ErrorType type) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Err.class,
                        failed -> assertThat(failed.error().type()).isEqualTo(type));
    }

    static String message(Result<?> result) {
        return result instanceof Result.Err<?>(var error) ? error.message() : "no error";
    }
}
