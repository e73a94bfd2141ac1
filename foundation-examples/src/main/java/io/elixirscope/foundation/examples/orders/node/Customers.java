package io.elixirscope.foundation.examples.orders.node;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.examples.orders.lines.Acknowledgement;
import io.elixirscope.foundation.examples.orders.lines.NodeLine;
import io.elixirscope.foundation.examples.orders.servers.Order;
import io.elixirscope.foundation.examples.orders.servers.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Customers who place orders, each on a virtual thread of its own, until they are sent home. An order that was not
/// answered is placed again under the same id, as its error's retry strategy says.
final class Customers {

    private static final int CUSTOMERS = 8;
    private static final int LEAST_PAUSE_MILLIS = 20;
    private static final int MOST_PAUSE_MILLIS = 80;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Foundation foundation;
    private final Shop shop;
    private final NodeTalk talk;
    private final Pause pause = new Pause();
    private final List<Thread> threads = new ArrayList<>();

    Customers(Foundation foundation, Shop shop, NodeTalk talk) {
        this.foundation = foundation;
        this.shop = shop;
        this.talk = talk;
    }

    /// @param run distinguishes the orders of this process from those of all others
    void arrive(String run) {
        for (int number = 1; number <= CUSTOMERS; number++) {
            var orders = new OrderSource(run, "c" + number, new Random());
            threads.add(Thread.ofVirtual().name("customer " + number).start(() -> buy(orders)));
        }
    }

    private void buy(OrderSource orders) {
        var random = new Random();
        do {
            var context = foundation.newContext("place order").withDeadline(PATIENCE);
            place(orders.next(context.correlationId()), 1);
        } while (pause.await(Duration.ofMillis(random.nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS))));
    }

    private void place(Order order, int attempt) {
        var context = foundation
                .newContext("place order, attempt " + attempt)
                .withCorrelationId(order.correlationId())
                .withDeadline(PATIENCE)
                .with("customer", order.customer());
        switch (context.call(() -> shop.place(order))) {
            case Result.Ok<Acknowledgement>(var acknowledgement) -> talk.tell(new NodeLine.Accepted(acknowledgement));
            case Result.Err<Acknowledgement>(var error) -> again(order, attempt, error);
        }
    }

    private void again(Order order, int attempt, FoundationError error) {
        var delay = error.type().retry().delay(attempt, new Random().nextLong());
        if (delay.isPresent() && pause.await(delay.get())) {
            place(order, attempt + 1);
        }
    }

    /// No more orders. Waits for those that are being placed.
    void goHome() throws InterruptedException {
        pause.end();
        for (var thread : threads) {
            thread.join(PATIENCE);
        }
    }
}
