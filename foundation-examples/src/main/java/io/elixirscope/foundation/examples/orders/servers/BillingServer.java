package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.Services;
import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.examples.orders.lines.Fields;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.server.ServerContext;
import io.elixirscope.foundation.server.ServerRef;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Charges orders. The gateway is asked on a virtual thread an attempt, which sends its answer here as a message, so
/// that
/// one slow payment holds up no other. An object of this class is the state of one incarnation.
final class BillingServer {

    private final Services services;
    private final PaymentClient gateway;
    private final Server<Notifier, Finished> notifier;
    private final StepLog log;
    private final OrderBook found;
    private final Doom doom = new Doom();
    /// Orders in hand: waiting, asked for, or in a pause before the next attempt.
    private final Set<String> inHand = new HashSet<>();
    private final Queue<Billing.Retry> waiting = new ArrayDeque<>();
    private int asked;

    private BillingServer(
            Services services, Bookkeeping books, PaymentClient gateway, Server<Notifier, Finished> notifier) {
        this.services = services;
        this.gateway = gateway;
        this.notifier = notifier;
        this.log = new StepLog(services);
        this.found = books.read();
    }

    /// The definition. What others may read is the number of orders in hand.
    static GenServer<Billing, Integer> define(
            Services services, Bookkeeping books, PaymentClient gateway, GenServer<Notifier, Finished> notifier) {
        return GenServer.named("billing", Billing.class)
                .init((ServerContext<Billing> context) -> Init.ready(
                                new BillingServer(services, books, gateway, context.ref(notifier)))
                        .thenContinue(new Billing.Resume()))
                .onCast(Billing.Charge.class, (charge, state, context) -> state.charge(charge.order(), context))
                .onCast(Billing.Retry.class, (retry, state, context) -> state.ask(retry, context))
                .onCast(Billing.Answered.class, (answered, state, context) -> state.answered(answered, context))
                .onCast(Billing.Resume.class, (_, state, context) -> state.resume(context))
                .onCast(Billing.Crash.class, (crash, state) -> {
                    state.doom.choose(crash.moment());
                    return Next.state(state);
                })
                .view(state -> state.inHand.size())
                .mailbox(4_096)
                .build();
    }

    private Next<BillingServer> charge(Order order, ServerContext<Billing> context) {
        if (log.taken(OrderStep.CHARGED, order).isPresent()) {
            return handOn(order);
        }
        return inHand.add(order.id()) ? ask(new Billing.Retry(order, 1), context) : Next.state(this);
    }

    private Next<BillingServer> ask(Billing.Retry attempt, ServerContext<Billing> context) {
        waiting.add(attempt);
        askWaiting(context.self());
        return Next.state(this);
    }

    /// Asks the gateway for as many of those that wait as it may be asked for at once.
    private void askWaiting(ServerRef<Billing> self) {
        var settings = services.config(OrdersConfig.class).current().payment();
        while (asked < settings.concurrency() && !waiting.isEmpty()) {
            var next = waiting.remove();
            var order = next.order();
            var context = services.newContext("charge " + order.id())
                    .withCorrelationId(order.correlationId())
                    .withDeadline(settings.timeout());
            asked++;
            Thread.ofVirtual().name("charge " + order.id()).start(() -> {
                var answer = context.call(() -> gateway.charge(order));
                // refused only when billing has stopped for good: then the next start asks again
                Result<Done> _ = self.cast(new Billing.Answered(order, next.attempt(), answer));
            });
        }
    }

    /// An attempt is over; it may have been that of an incarnation before this one.
    private Next<BillingServer> answered(Billing.Answered answered, ServerContext<Billing> context) {
        asked = Math.max(0, asked - 1);
        var order = answered.order();
        if (log.taken(OrderStep.CHARGED, order).isPresent()) {
            inHand.remove(order.id());
        } else if (answered.answer() instanceof Result.Err<String>(var error)) {
            services.errors().record(error);
            failed(answered, error, context);
        } else {
            var data = Fields.none()
                    .with("charge", answered.answer().orElseThrow())
                    .with("attempts", answered.attempt());
            finish(order, "payment.charged", data);
        }
        askWaiting(context.self());
        return Next.state(this);
    }

    /// What went wrong says itself whether to ask again and when. There is no last attempt: the charge may be booked.
    private void failed(Billing.Answered answered, FoundationError error, ServerContext<Billing> context) {
        var order = answered.order();
        var pause = error.type()
                .retry()
                .delay(answered.attempt(), ThreadLocalRandom.current().nextLong());
        if (pause.isPresent()) {
            inHand.add(order.id());
            context.sendAfter(new Billing.Retry(order, answered.attempt() + 1), pause.get());
        } else {
            var data = Fields.none().with("code", error.type().fullCode()).with("reason", error.message());
            finish(order, "payment.declined", data);
        }
    }

    private void finish(Order order, String type, Fields data) {
        Event reserved = log.taken(OrderStep.RESERVED, order).orElseThrow().event();
        log.take(OrderStep.CHARGED, order, type, reserved, data);
        inHand.remove(order.id());
        doom.midway();
        handOn(order);
    }

    private Next<BillingServer> handOn(Order order) {
        notifier.cast(new Notifier.Finish(order)).orElseThrow();
        return Next.state(this);
    }

    private Next<BillingServer> resume(ServerContext<Billing> context) {
        for (var open : found.open()) {
            switch (open.last().type()) {
                case "order.reserved" -> charge(open.order(), context);
                case "payment.charged", "payment.declined" -> handOn(open.order());
                default -> {
                    // not here yet, or beyond this server
                }
            }
        }
        log.resumed("billing");
        return Next.state(this);
    }
}
