package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.examples.orders.lines.Fields;

/// How an order ends.
final class NotifierLogic {

    private NotifierLogic() {}

    /// How an order ends.
    ///
    /// @param type of its last event
    /// @param data why
    record End(String type, Fields data) {}

    /// The end that follows from the step before.
    static End end(Event before) {
        return switch (before.type()) {
            case "payment.charged" ->
                new End(
                        "order.completed",
                        Fields.none().with("charge", Fields.of(before.data()).text("charge")));
            case "payment.declined" -> new End("order.rejected", Fields.none().with("reason", "payment declined"));
            case "stock.missing" -> new End("order.rejected", Fields.none().with("reason", "out of stock"));
            default -> throw new IllegalArgumentException("an order does not end after " + before.type());
        };
    }
}
