package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.error.FoundationError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which orders are accepted.
final class IntakeLogic {

    static final List<String> SKUS = List.of("anvil", "bellows", "chisel", "drill", "easel", "file", "gauge", "hammer");

    private static final int MOST_PIECES = 10;

    private IntakeLogic() {}

    /// Why an order cannot be accepted: all rules that it breaks, or that the shop has enough to do.
    static Optional<FoundationError> refusal(Order order, boolean closed, long open, OrdersConfig.Orders limits) {
        if (closed) {
            return Optional.of(FoundationError.of(OrdersError.INTAKE_CLOSED));
        }
        var broken = broken(order);
        if (!broken.isEmpty()) {
            return Optional.of(FoundationError.of(OrdersError.ORDER_INVALID, String.join("; ", broken))
                    .with("order", order.id()));
        }
        if (open >= limits.maxOpen()) {
            return Optional.of(FoundationError.of(OrdersError.INTAKE_FULL)
                    .with("open", open)
                    .with("maxOpen", limits.maxOpen()));
        }
        return Optional.empty();
    }

    private static List<String> broken(Order order) {
        var broken = new ArrayList<String>();
        if (!SKUS.contains(order.sku())) {
            broken.add("there is no \"" + order.sku() + "\" in this shop");
        }
        if (order.count() < 1 || order.count() > MOST_PIECES) {
            broken.add("count must be 1 to " + MOST_PIECES + ", was " + order.count());
        }
        if (order.amountCents() < 1) {
            broken.add("amountCents must be >= 1, was " + order.amountCents());
        }
        return broken;
    }
}
