package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.Services;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.subscription.Projection;
import java.time.Duration;

/// Gives the book that a starting server needs: a projection of the shop's events, which goes on
/// while servers restart, so that a restart takes no longer the more orders there were.
/// Thread-safe.
final class Bookkeeping {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Services services;
    private final Projection<OrderBook> book;

    Bookkeeping(Services services) {
        this.services = services;
        var query = EventQuery.builder().type(OrderBook.DELIVERED);
        for (var step : OrderStep.values()) {
            step.types().forEach(query::type);
        }
        this.book = services.subscriptions()
                .project("order-book", new OrderBook())
                .query(query.build())
                .fold((book, stored) -> {
                    book.apply(stored.event());
                    return book;
                })
                .orElseThrow();
    }

    /// The book with everything that is stored now.
    ///
    /// @return a copy, the caller's own
    OrderBook read() {
        long newest = services.events().stats().lastPosition();
        try {
            return book.readAt(newest, LONGEST_WAIT, OrderBook::copy).orElseThrow();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while it read the book", stopped);
        }
    }
}
