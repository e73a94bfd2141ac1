package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.Events;

/// Reads the book that a starting server needs. It outlives the servers: what one of them has read, no other reads
/// again,
/// so that a restart takes no longer the more orders there were. Thread-safe.
final class Bookkeeping {

    private final Events events;
    private final OrderBook book = new OrderBook();
    private long lastPosition;

    Bookkeeping(Events events) {
        this.events = events;
    }

    /// The book as of now: what was read before, and all events since, in bounded memory.
    ///
    /// @return a copy, the caller's own
    synchronized OrderBook read() {
        var query = EventQuery.builder().type(OrderBook.DELIVERED).afterPosition(lastPosition);
        for (var step : OrderStep.values()) {
            step.types().forEach(query::type);
        }
        try (var cursor = events.query(query.build()).orElseThrow()) {
            cursor.forEachRemaining(stored -> {
                book.apply(stored.event());
                lastPosition = stored.position();
            });
        }
        return book.copy();
    }
}
