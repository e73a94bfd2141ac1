package io.elixirscope.foundation.examples.orders.servers;

import java.util.Comparator;
import java.util.Map;

/// What is set aside, and what is bought.
final class InventoryLogic {

    private InventoryLogic() {}

    /// The type of event that an order leaves in the warehouse.
    static String decide(Map<String, Long> stock, Order order) {
        return stock.getOrDefault(order.sku(), 0L) >= order.count() ? "order.reserved" : "stock.missing";
    }

    /// What the next delivery brings: the goods that are fewest.
    static String scarcest(Map<String, Long> stock) {
        return IntakeLogic.SKUS.stream()
                .min(Comparator.comparing((String sku) -> stock.getOrDefault(sku, 0L)))
                .orElseThrow();
    }
}
