package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.Services;
import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.examples.orders.lines.Acknowledgement;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.supervision.Supervisor;
import java.util.List;
import java.util.Map;

/// The four servers and who supervises them. Each has a supervisor of its own, so that crashes of one do not use up the
/// restarts of another.
///
/// They start from the end of the chain, so that whoever hands an order on finds the next one there.
public final class Shop {

    /// The names of the servers.
    public static final List<String> SERVERS = List.of("intake", "inventory", "billing", "notifier");

    /// Telemetry event: an incarnation of a server is at work again; attribute `server`.
    public static final String RESUMED = "orders.server.resumed";

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
        var books = new Bookkeeping(services.events());
        this.notifier = NotifierServer.define(services, books);
        this.billing = BillingServer.define(services, books, new PaymentClient(gateway), notifier);
        this.inventory = InventoryServer.define(services, books, billing, notifier);
        this.intake = IntakeServer.define(services, books, inventory, notifier);
    }

    /// The supervision tree: at most three restarts of a server in five seconds.
    public Supervisor tree() {
        var shop = Supervisor.named("shop");
        List.of(notifier, billing, inventory, intake)
                .forEach(server -> shop.child(Supervisor.named(server.name() + "-supervisor")
                        .child(server)
                        .build()));
        return shop.build();
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
