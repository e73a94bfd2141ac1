package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.Services;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.examples.orders.lines.Fields;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.server.ServerContext;
import java.time.Duration;
import java.util.Map;

/// Sets goods aside and hands orders to billing, or to the notifier where there are too few. An object of this class is
/// the state of one incarnation.
final class InventoryServer {

    private static final Duration BETWEEN_DELIVERIES = Duration.ofMillis(250);

    private final Services services;
    private final Server<Billing, ?> billing;
    private final Server<Notifier, Finished> notifier;
    private final StepLog log;
    private final OrderBook found;
    private final Map<String, Long> stock;
    private final Doom doom = new Doom();

    private InventoryServer(
            Services services, Bookkeeping books, Server<Billing, ?> billing, Server<Notifier, Finished> notifier) {
        this.services = services;
        this.billing = billing;
        this.notifier = notifier;
        this.log = new StepLog(services);
        this.found = books.read();
        this.stock = found.stock();
    }

    /// The definition. What others may read is the stock by sku.
    static GenServer<Inventory, Map<String, Long>> define(
            Services services,
            Bookkeeping books,
            GenServer<Billing, ?> billing,
            GenServer<Notifier, Finished> notifier) {
        return GenServer.named("inventory", Inventory.class)
                .init((ServerContext<Inventory> context) -> {
                    var state = new InventoryServer(services, books, context.ref(billing), context.ref(notifier));
                    context.sendEvery(new Inventory.Deliver(), BETWEEN_DELIVERIES);
                    return Init.ready(state).thenContinue(new Inventory.Resume());
                })
                .onCast(Inventory.Reserve.class, (reserve, state) -> state.reserve(reserve.order()))
                .onCast(Inventory.Deliver.class, (_, state) -> state.deliver())
                .onCast(Inventory.Resume.class, (_, state) -> state.resume())
                .onCast(Inventory.Crash.class, (crash, state) -> {
                    state.doom.choose(crash.moment());
                    return Next.state(state);
                })
                .view(state -> Map.copyOf(state.stock))
                .mailbox(4_096)
                .build();
    }

    private Next<InventoryServer> reserve(Order order) {
        var before = log.taken(OrderStep.RESERVED, order);
        if (before.isPresent()) {
            return handOn(order, before.get().event().type());
        }
        Event accepted = log.taken(OrderStep.ACCEPTED, order).orElseThrow().event();
        var decision = InventoryLogic.decide(stock, order);
        log.take(
                OrderStep.RESERVED,
                order,
                decision,
                accepted,
                Fields.none()
                        .with("sku", order.sku())
                        .with("count", order.count())
                        .with("inStock", stock.getOrDefault(order.sku(), 0L)));
        if (decision.equals("order.reserved")) {
            stock.merge(order.sku(), (long) -order.count(), Long::sum);
        }
        doom.midway();
        return handOn(order, decision);
    }

    private Next<InventoryServer> handOn(Order order, String decision) {
        if (decision.equals("order.reserved")) {
            billing.cast(new Billing.Charge(order)).orElseThrow();
        } else {
            notifier.cast(new Notifier.Finish(order)).orElseThrow();
        }
        return Next.state(this);
    }

    private Next<InventoryServer> deliver() {
        long count = services.config(OrdersConfig.class).current().orders().batchSize();
        var sku = InventoryLogic.scarcest(stock);
        var data = Fields.none().with("sku", sku).with("count", count).toValue();
        services.events().record(OrderBook.DELIVERED, data).orElseThrow();
        stock.merge(sku, count, Long::sum);
        return Next.state(this);
    }

    private Next<InventoryServer> resume() {
        if (stock.isEmpty()) {
            IntakeLogic.SKUS.forEach(_ -> deliver());
        }
        for (var open : found.open()) {
            switch (open.last().type()) {
                case "order.accepted" -> reserve(open.order());
                case "order.reserved", "stock.missing" ->
                    handOn(open.order(), open.last().type());
                default -> {
                    // beyond this server
                }
            }
        }
        log.resumed("inventory");
        return Next.state(this);
    }
}
