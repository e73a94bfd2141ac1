package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.Services;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.ServerContext;

/// Gives every order its end, exactly one. An object of this class is the state of one incarnation.
final class NotifierServer {

    private final StepLog log;
    private final OrderBook found;
    private final Doom doom = new Doom();
    private Finished finished;

    private NotifierServer(Services services, Bookkeeping books) {
        this.log = new StepLog(services);
        this.found = books.read();
        this.finished = new Finished(found.completed(), found.rejected());
    }

    /// The definition.
    static GenServer<Notifier, Finished> define(Services services, Bookkeeping books) {
        return GenServer.named("notifier", Notifier.class)
                .init((ServerContext<Notifier> _) ->
                        Init.ready(new NotifierServer(services, books)).thenContinue(new Notifier.Resume()))
                .onCast(Notifier.Finish.class, (finish, state) -> state.finish(finish.order()))
                .onCast(Notifier.Resume.class, (_, state) -> state.resume())
                .onCast(Notifier.Crash.class, (crash, state) -> {
                    state.doom.choose(crash.moment());
                    return Next.state(state);
                })
                .view(state -> state.finished)
                .mailbox(4_096)
                .build();
    }

    private Next<NotifierServer> finish(Order order) {
        if (log.taken(OrderStep.FINAL, order).isPresent()) {
            return Next.state(this);
        }
        var before = log.taken(OrderStep.CHARGED, order)
                .or(() -> log.taken(OrderStep.RESERVED, order))
                .orElseThrow()
                .event();
        var end = NotifierLogic.end(before);
        log.take(OrderStep.FINAL, order, end.type(), before, end.data());
        finished = end.type().equals("order.completed")
                ? new Finished(finished.completed() + 1, finished.rejected())
                : new Finished(finished.completed(), finished.rejected() + 1);
        doom.midway();
        return Next.state(this);
    }

    private Next<NotifierServer> resume() {
        for (var open : found.open()) {
            switch (open.last().type()) {
                case "stock.missing", "payment.charged", "payment.declined" -> finish(open.order());
                default -> {
                    // not here yet
                }
            }
        }
        log.resumed("notifier");
        return Next.state(this);
    }
}
