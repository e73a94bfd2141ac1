package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.examples.orders.lines.Fields;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the events say: open orders and how far each is, goods in stock, counts. A fold over the events in their order;
/// every server has one when it starts. Not thread-safe.
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

    OrderBook copy() {
        var copy = new OrderBook();
        copy.open.putAll(open);
        copy.stock.putAll(stock);
        copy.accepted = accepted;
        copy.completed = completed;
        copy.rejected = rejected;
        return copy;
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
