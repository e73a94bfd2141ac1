package io.elixirscope.foundation.event;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.server.Incarnation;
import java.time.Instant;
import java.util.List;

/// Where events are kept, in the order of their commits. The contract kit `EventStoreContract` in
/// the testkit checks every sentence here.
///
/// **Positions** start at 1, are gapless and in commit order. **What can be seen is durable** at
/// the store's level. A store never edits what it was given. The identity of an event is (source,
/// id), unique over what is retained.
///
/// Thread-safe. Reads do not wait for appends. An interrupt neither ends nor harms an operation;
/// the flag is kept. Every operation answers `S102` once the store is closed.
public interface EventStore extends AutoCloseable {
    /// Largest event that a store accepts, in bytes of [Event#fullSize()].
    int MAX_EVENT_BYTES = 1_000_000;

    /// Most events in one batch.
    int MAX_BATCH_EVENTS = 65_536;

    /// Largest batch, in bytes of [Event#fullSize()].
    int MAX_BATCH_BYTES = 16 * 1024 * 1024;

    /// {@return what an acknowledged event survives}
    Durability durability();

    /// Commits one event. Blocks until it is durable at the store's level.
    ///
    /// The same event again gives its old position, marked as a duplicate.
    ///
    /// @param event what happened
    /// @return the position; `D205` too large, `D206` the identity is taken by another content,
    ///     `S404` the calling
    ///     incarnation is fenced, `S202` writing failed (and every append from then on), `S102`
    Result<Appended> append(Event event);

    /// Commits all events of a batch, at consecutive positions, or none.
    ///
    /// Duplicates, of retained events or inside the batch, are answered as by `append`.
    ///
    /// @param batch the events, in the order of their positions
    /// @return one answer an event, in the batch's order; errors as of `append`, and `D205` for
    ///     more than `MAX_BATCH_EVENTS` or `MAX_BATCH_BYTES`
    Result<List<Appended>> appendAll(List<Event> batch);

    /// The only retained event with this id.
    ///
    /// @param id an event's id, of any source
    /// @return the event; `D401` none, `D204` several sources use the id (they are named)
    Result<StoredEvent> get(String id);

    /// The event of this identity.
    ///
    /// @param identity source and id
    /// @return the event; `D401` none
    Result<StoredEvent> get(EventIdentity identity);

    /// Events that match, as of now.
    ///
    /// @param query which events, in which order
    /// @return a cursor; `D402` when the query goes on after a position whose successor is no
    ///     longer retained
    Result<EventCursor> query(EventQuery query);

    /// How a query would be answered, without reading its results.
    ///
    /// @param query which events
    /// @return which index it goes by, and how many events it would look at; errors as of `query`
    Result<EventQuery.Plan> explain(EventQuery query);

    /// How many events match, up to the query's limit.
    ///
    /// @param query which events; without any condition none is read
    /// @return the number; errors as of `query`, and `E301` when the query's time is over
    default Result<Long> count(EventQuery query) {
        return CountLogic.count(this, query);
    }

    /// Every event from a position up to the newest of now, ascending.
    ///
    /// @param fromPosition first position wanted, `>= 1`
    /// @return a cursor; `D402` when that position is no longer retained
    Result<EventCursor> read(long fromPosition);

    /// The events of one correlation id as a forest of causes and effects. Empty when there are
    /// none.
    ///
    /// @param correlationId what the events have in common
    /// @return the trace; `D205` when it has more than `EventTrace.MAX_EVENTS`
    Result<EventTrace> trace(String correlationId);

    /// Drops events from the oldest on, up to the first that was recorded at `before` or later.
    ///
    /// @param before the oldest time of recording to keep
    /// @return how many
    Result<Long> prune(Instant before);

    /// Drops all events but the newest.
    ///
    /// @param keepNewest how many to keep, `>= 0`
    /// @return how many were dropped
    Result<Long> pruneTo(long keepNewest);

    /// {@return the newest visible position, 0 before the first} Does not block, costs no more than
    /// a look; answers after `close` too.
    long newestPosition();

    /// {@return whether it is closed} Does not block.
    boolean closed();

    /// Has a listener called each time after something has become visible, and when the store is
    /// closed. It is not told what: it looks. Two changes may be one call.
    ///
    /// @param listener called on an appender's thread or one of the store's, under no lock: short,
    ///     does not throw
    /// @return takes the listener out; a call that has begun may still run
    AutoCloseable onVisible(Runnable listener);

    /// {@return counts} Does not block; answers after `close` too.
    StoreStats stats();

    /// {@return healthy, or degraded with the reason while appends are refused} Does not block.
    ServiceHealth health();

    /// Waits until every commit that began before is over. Afterwards nothing of a fenced
    /// incarnation is committed.
    ///
    /// @param incarnation the incarnation that has just been fenced
    void fence(Incarnation incarnation);

    /// Ends the store: every later operation is refused. Idempotent.
    @Override
    void close();
}
