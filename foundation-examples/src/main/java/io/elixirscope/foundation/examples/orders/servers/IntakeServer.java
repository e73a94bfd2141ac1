package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.Services;
import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.examples.orders.lines.Acknowledgement;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.server.ServerContext;

/// Accepts orders and hands them to inventory. An object of this class is the state of one incarnation.
final class IntakeServer {

    private final Services services;
    private final Server<Inventory, ?> inventory;
    private final Server<Notifier, Finished> notifier;
    private final StepLog log;
    private final OrderBook found;
    private final Doom doom = new Doom();
    private long accepted;
    private boolean closed;

    private IntakeServer(
            Services services, Bookkeeping books, Server<Inventory, ?> inventory, Server<Notifier, Finished> notifier) {
        this.services = services;
        this.inventory = inventory;
        this.notifier = notifier;
        this.log = new StepLog(services);
        this.found = books.read();
        this.accepted = found.accepted();
    }

    /// The definition. What others may read is the number of orders accepted, ever.
    static GenServer<Intake, Long> define(
            Services services,
            Bookkeeping books,
            GenServer<Inventory, ?> inventory,
            GenServer<Notifier, Finished> notifier) {
        return GenServer.named("intake", Intake.class)
                .init((ServerContext<Intake> context) -> Init.ready(
                                new IntakeServer(services, books, context.ref(inventory), context.ref(notifier)))
                        .thenContinue(new Intake.Resume()))
                .onCall(Intake.Place.class, (place, state) -> state.place(place.order()))
                .onCall(Intake.Close.class, (_, state) -> state.close())
                .onCast(Intake.Resume.class, (_, state) -> state.resume())
                .onCast(Intake.Crash.class, (crash, state) -> {
                    state.doom.choose(crash.moment());
                    return Next.state(state);
                })
                .view(state -> state.accepted)
                .build();
    }

    private Reply<Acknowledgement, IntakeServer> place(Order order) {
        var before = log.taken(OrderStep.ACCEPTED, order);
        if (before.isPresent()) {
            return acknowledged(before.get().position(), order);
        }
        var limits = services.config(OrdersConfig.class).current().orders();
        var refusal =
                IntakeLogic.refusal(order, closed, accepted - notifier.read().orders(), limits);
        if (refusal.isPresent()) {
            return Reply.err(refusal.get(), this);
        }
        long position = log.take(OrderStep.ACCEPTED, order, "order.accepted", null, order.fields());
        accepted++;
        doom.midway();
        inventory.cast(new Inventory.Reserve(order)).orElseThrow();
        return acknowledged(position, order);
    }

    private Reply<Acknowledgement, IntakeServer> acknowledged(long position, Order order) {
        return Reply.ok(new Acknowledgement(position, OrderStep.ACCEPTED.eventId(order.id())), this);
    }

    private Reply<Done, IntakeServer> close() {
        closed = true;
        return Reply.of(Result.done(), this);
    }

    private Next<IntakeServer> resume() {
        for (var open : found.open()) {
            if (open.last().type().equals("order.accepted")) {
                inventory.cast(new Inventory.Reserve(open.order())).orElseThrow();
            }
        }
        log.resumed("intake");
        return Next.state(this);
    }
}
