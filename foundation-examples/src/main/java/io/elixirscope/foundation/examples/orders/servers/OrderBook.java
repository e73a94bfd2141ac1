package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.examples.orders.lines.Fields;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the events say: open orders and how far each is, goods in stock, counts. A fold over the events in their order;
/// every server makes one when it starts. Not thread-safe.
final class OrderBook {

    static final String DELIVERED = "stock.delivered";

    private final Map<String, OpenOrder> open = new LinkedHashMap<>();
    private final Map<String, Long> stock = new HashMap<>();
    private long accepted;
    private long completed;
    private long rejected;

    /// An order without an end yet.
    ///
    /// @param order what was ordered
    /// @param last the event of its last step
    record OpenOrder(Order order, Event last) {}

    /// Reads all events of the shop, in bounded memory.
    static OrderBook read(Events events) {
        var query = EventQuery.builder().type(DELIVERED);
        for (var step : OrderStep.values()) {
            step.types().forEach(query::type);
        }
        var book = new OrderBook();
        try (var cursor = events.query(query.build()).orElseThrow()) {
            cursor.forEachRemaining(stored -> book.apply(stored.event()));
        }
        return book;
    }

    void apply(Event event) {
        var order = event.subject().orElse("");
        var fields = Fields.of(event.data());
        switch (event.type()) {
            case "order.accepted" -> {
                accepted++;
                open.put(order, new OpenOrder(Order.of(event), event));
            }
            case "order.reserved" -> {
                stock.merge(fields.text("sku"), -fields.number("count"), Long::sum);
                reached(order, event);
            }
            case "order.completed" -> {
                completed++;
                open.remove(order);
            }
            case "order.rejected" -> {
                rejected++;
                open.remove(order);
            }
            case DELIVERED -> stock.merge(fields.text("sku"), fields.number("count"), Long::sum);
            default -> reached(order, event);
        }
    }

    private void reached(String order, Event event) {
        open.computeIfPresent(order, (_, before) -> new OpenOrder(before.order(), event));
    }

    /// Open orders, in the order of their acceptance.
    Collection<OpenOrder> open() {
        return open.values();
    }

    /// Goods by sku. The goods of an order whose payment was declined do not come back.
    Map<String, Long> stock() {
        return stock;
    }

    long accepted() {
        return accepted;
    }

    long completed() {
        return completed;
    }

    long rejected() {
        return rejected;
    }
}
