package io.elixirscope.foundation.pubsub;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import java.util.function.Consumer;

/// The examples of topics; `PubSubSnippetsSmokeTest` runs them.
final class PubSubSnippets {
    private PubSubSnippets() {}

    // @start region="pubsub"
    record Placed(String order, int cents) {}

    sealed interface Turnover {
        record Count(int cents) implements Turnover, Cast<Turnover> {}
    }

    static GenServer<Turnover, Integer> turnover(PubSub pubSub) {
        return GenServer.named("turnover", Turnover.class)
                .init(context -> switch (pubSub.topic("orders.*", Placed.class)
                        .subscribe(context, placed -> new Turnover.Count(placed.cents()))) {
                    case Result.Ok<?> _ -> Init.ready(0);
                    case Result.Err<?> refused -> Init.<Integer>failed(refused.error());
                })
                .onCast(Turnover.Count.class, (count, sum) -> Next.state(sum + count.cents()))
                .build();
    }

    static Result<Integer> place(PubSub pubSub, String order, int cents) {
        return pubSub.publish("orders.placed", new Placed(order, cents)); // how many took it
    }
    // @end region="pubsub"

    // @start region="outside"
    static Result<Subscription> watch(PubSub pubSub, Consumer<Placed> screen) {
        return pubSub.topic("orders.placed", Placed.class)
                .capacity(16)
                .overflow(Overflow.DROP_OLDEST)
                .subscribe(screen); // unsubscribe() ends it
    }

    static Result<SubscriberQueue<Placed>> read(PubSub pubSub) {
        return pubSub.topic("orders.placed", Placed.class).queue(); // poll(Duration) waits for a message
    }
    // @end region="outside"
}
