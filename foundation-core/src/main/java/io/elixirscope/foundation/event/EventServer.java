package io.elixirscope.foundation.event;

import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.ServerContext;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Tends a store: prunes it at intervals. Its state is only what it has told already; the events
/// are the store's. It has a platform thread: it blocks on the disk, and servers that use up the processors cannot
/// hold up its stop.
final class EventServer {
    private final EventStore store;
    private final EventRetention retention;
    private final EventTelemetry telemetry;
    private final AtomicLong told = new AtomicLong();

    private EventServer(EventStore store, EventRetention retention, EventTelemetry telemetry) {
        this.store = store;
        this.retention = retention;
        this.telemetry = telemetry;
    }

    sealed interface Tending {
        /// Drop what is too old or too much; comes by a timer.
        record Prune() implements Tending, Cast<Tending> {}
    }

    static GenServer<?, StoreStats> define(
            String name, EventStore store, EventRetention retention, EventTelemetry telemetry) {
        EventServer server = new EventServer(store, retention, telemetry);
        return GenServer.named(name, Tending.class)
                .init(server::begin)
                .onCast(Tending.Prune.class, (_, _, context) -> server.prune(context))
                .view(stats -> stats)
                .ownThread()
                .build();
    }

    private Init<StoreStats> begin(ServerContext<Tending> context) {
        context.sendAfter(new Tending.Prune(), retention.pruneInterval().get());
        return Init.ready(store.stats());
    }

    private Next<StoreStats> prune(ServerContext<Tending> context) {
        Instant tooOld = RetentionLogic.oldest(context.now(), retention.maxAge().get());
        store.prune(tooOld).peekError(telemetry::failed);
        store.pruneTo(retention.maxEvents().getAsLong()).peekError(telemetry::failed);
        StoreStats now = store.stats();
        telemetry.pruned(now.pruned() - told.getAndSet(now.pruned()));
        context.sendAfter(new Tending.Prune(), retention.pruneInterval().get());
        return Next.state(now);
    }
}
