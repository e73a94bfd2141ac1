package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.Services;
import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.examples.orders.lines.Acknowledgement;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.supervision.RestartStrategy;
import io.elixirscope.foundation.supervision.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The four servers and who supervises them, from the end of the chain: whoever hands an order on
/// finds the next one there.
///
/// | supervisor | strategy | children | why |
/// | --- | --- | --- | --- |
/// | `shop` | one for one | `settlement`, `ordering` | neither needs the other to start again |
/// | `settlement` | one for all | `notifier`, `billing` | between a payment and its order's end, each knows a half |
/// | `ordering` | rest for one | `inventory`, `intake` | intake hands on to inventory, not the other way round |
public final class Shop {

    /// The names of the servers.
    public static final List<String> SERVERS = List.of("intake", "inventory", "billing", "notifier");

    /// Telemetry event: an incarnation of a server is at work again; attribute `server`.
    public static final String RESUMED = "orders.server.resumed";

    /// Chaos strikes a server twice in that time, and there are two in a group.
    private static final int MOST_RESTARTS = 6;

    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final Services services;
    private final GenServer<Intake, Long> intake;
    private final GenServer<Inventory, Map<String, Long>> inventory;
    private final GenServer<Billing, Integer> billing;
    private final GenServer<Notifier, Finished> notifier;

    /// Defines the servers; runs nothing.
    ///
    /// @param services whose events, configuration and errors they use
    public Shop(Services services) {
        this.services = services;
        var gateway = services.config(OrdersConfig.class).current().payment().gateway();
        var books = new Bookkeeping(services);
        this.notifier = NotifierServer.define(services, books);
        this.billing = BillingServer.define(services, books, new PaymentClient(gateway), notifier);
        this.inventory = InventoryServer.define(services, books, billing, notifier);
        this.intake = IntakeServer.define(services, books, inventory, notifier);
    }

    /// The supervision tree.
    public Supervisor tree() {
        return Supervisor.named("shop")
                .strategy(RestartStrategy.ONE_FOR_ONE)
                .child(group("settlement", RestartStrategy.ONE_FOR_ALL, notifier, billing))
                .child(group("ordering", RestartStrategy.REST_FOR_ONE, inventory, intake))
                .build();
    }

    private static Supervisor group(
            String name, RestartStrategy strategy, GenServer<?, ?> first, GenServer<?, ?> second) {
        return Supervisor.named(name)
                .strategy(strategy)
                .intensity(MOST_RESTARTS, PERIOD)
                .child(first)
                .child(second)
                .build();
    }

    /// Places an order; blocks until it is durable, or refused.
    public Result<Acknowledgement> place(Order order) {
        return services.ref(intake).call(new Intake.Place(order));
    }

    /// Accepts no more orders.
    public Result<Done> close() {
        return services.ref(intake).call(new Intake.Close());
    }

    /// Orders accepted, ever.
    public long accepted() {
        return services.ref(intake).read();
    }

    /// Orders with an end, ever.
    public Finished finished() {
        return services.ref(notifier).read();
    }

    /// Makes billing crash once more than its supervisor allows: `settlement` gives up, and `shop`
    /// starts it again.
    public Result<Done> escalate() {
        return Result.all(IntStream.rangeClosed(0, MOST_RESTARTS)
                        .mapToObj(_ -> crash("billing", Moment.NOW))
                        .toList())
                .map(_ -> Done.DONE);
    }

    /// Makes a server crash.
    public Result<Done> crash(String server, Moment moment) {
        return switch (server) {
            case "intake" -> services.ref(intake).cast(new Intake.Crash(moment));
            case "inventory" -> services.ref(inventory).cast(new Inventory.Crash(moment));
            case "billing" -> services.ref(billing).cast(new Billing.Crash(moment));
            case "notifier" -> services.ref(notifier).cast(new Notifier.Crash(moment));
            default -> throw new IllegalArgumentException("no server of the shop: " + server);
        };
    }
}
