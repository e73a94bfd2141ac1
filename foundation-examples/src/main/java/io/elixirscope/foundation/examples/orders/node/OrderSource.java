package io.elixirscope.foundation.examples.orders.node;

import io.elixirscope.foundation.examples.orders.servers.Order;
import java.util.List;
import java.util.Random;

/// What one customer wants, one order after the other. Not thread-safe.
final class OrderSource {

    private static final List<String> WISHES =
            List.of("anvil", "bellows", "chisel", "drill", "easel", "file", "gauge", "hammer");
    private static final int MOST_PIECES = 4;

    private final String prefix;
    private final String customer;
    private final Random random;
    private int placed;

    /// @param run distinguishes the orders of this process from those of all others
    OrderSource(String run, String customer, Random random) {
        this.prefix = "order-" + run + "-" + customer + "-";
        this.customer = customer;
        this.random = random;
    }

    /// The next order. Of a hundred, about one asks for something that is not sold.
    Order next(String correlationId) {
        placed++;
        var sku = random.nextInt(100) == 0 ? "unicorn" : WISHES.get(random.nextInt(WISHES.size()));
        int count = random.nextInt(1, MOST_PIECES + 1);
        long cents = count * random.nextLong(100, 10_000);
        return new Order(prefix + placed, correlationId, customer, sku, count, cents);
    }
}
