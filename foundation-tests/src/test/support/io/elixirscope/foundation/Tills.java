package io.elixirscope.foundation;

import io.elixirscope.foundation.config.Default;
import io.elixirscope.foundation.config.Updatable;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.event.Appended;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A shop with one server, its configuration, and looks at what its Foundation stored.
final class Tills {
    private Tills() {}

    record AppConfig(Orders orders) {
        record Orders(@Updatable @Default("100") int batchSize) {}
    }

    sealed interface Till {
        record Pay(String order) implements Till, Call<Till, Long> {}

        record Break() implements Till, Call<Till, Long> {}

        record Refuse() implements Till, Call<Till, Long> {}
    }

    /// A server that appends an event for each payment.
    static GenServer<Till, Long> till(CompletableFuture<Foundation> foundation) {
        return GenServer.named("till", Till.class)
                .init(_ -> Init.ready(0L))
                .onCall(
                        Till.Pay.class,
                        (pay, paid) -> Reply.of(
                                foundation
                                        .join()
                                        .events()
                                        .record("till.paid", Value.map(Map.of("order", Value.of(pay.order()))))
                                        .map(Appended::position),
                                paid + 1))
                .onCall(Till.Break.class, (_, _) -> {
                    throw new IllegalStateException("the drawer is stuck");
                })
                .onCall(
                        Till.Refuse.class,
                        (_, paid) -> Reply.err(
                                FoundationError.of(FoundationErrorType.INVALID_INPUT, "no money, no goods"), paid))
                .build();
    }

    static Supervisor shop(GenServer<?, ?> till) {
        return Supervisor.named("shop").child(till).build();
    }

    static List<StoredEvent> events(Foundation foundation, EventQuery query) {
        var found = new ArrayList<StoredEvent>();
        try (var cursor = foundation.events().query(query).orElseThrow()) {
            cursor.forEachRemaining(found::add);
        }
        return found;
    }

    static List<StoredEvent> awaitEvents(Foundation foundation, String type, int number) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        List<StoredEvent> found = List.of();
        while (found.size() < number && System.nanoTime() < deadline) {
            found = events(foundation, EventQuery.builder().type(type).build());
            Thread.onSpinWait();
        }
        return found;
    }
}
