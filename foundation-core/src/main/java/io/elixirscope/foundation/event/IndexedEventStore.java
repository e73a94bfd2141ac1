package io.elixirscope.foundation.event;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An event store over an [EventLog]: positions, identity, indexes, queries, retention and fencing,
/// the same for every log.
///
/// Appends and drops go one by one under the commit lock. Reads take no lock of the store: they see
/// the positions that were published when they began. The indexes are in memory and made anew from
/// the log when the store is opened.
public abstract class IndexedEventStore implements EventStore {
    /// Most sources that an ambiguous id names.
    private static final int SOURCES_NAMED = 8;

    private final EventLog log;
    private final Scheduler scheduler;
    private final EventIndexes indexes;
    private final ReentrantLock commit = new ReentrantLock();
    private final LongAdder rejected = new LongAdder();
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();

    private volatile long first;
    private volatile long last;
    private final LongAdder pruned = new LongAdder();
    private volatile boolean closed;
    private volatile @Nullable FoundationError failure;

    /// Takes over an opened log.
    ///
    /// @param log where the events are kept; closed with the store
    /// @param scheduler gives the clock and the seed of the indexes
    /// @param contents what opening the log gave
    protected IndexedEventStore(EventLog log, Scheduler scheduler, Contents contents) {
        this.log = log;
        this.scheduler = scheduler;
        this.indexes = contents.indexes;
        this.first = contents.first == 0 ? contents.next : contents.first;
        this.last = contents.next - 1;
    }

    /// What a log held when it was opened. Made once, by [#open].
    public static final class Contents {
        private final EventIndexes indexes;
        private long first;
        private long next = 1;

        private Contents(long seed) {
            this.indexes = new EventIndexes(seed);
        }

        private void add(StoredEvent event) {
            if (first == 0) {
                first = event.position();
            }
            indexes.add(event.position(), event.event(), first);
        }
    }

    /// Opens a log and indexes what is in it. Blocks for as long as reading takes.
    ///
    /// @param log to open
    /// @param scheduler gives the seed of the indexes
    /// @return for the constructor; the log's own error
    protected static Result<Contents> open(EventLog log, Scheduler scheduler) {
        Contents contents = new Contents(scheduler.random());
        return log.open(contents::add).map(next -> {
            contents.next = next;
            return contents;
        });
    }

    @Override
    public final Durability durability() {
        return log.durability();
    }

    @Override
    public final Result<Appended> append(Event event) {
        return appendAll(List.of(event)).map(List::getFirst);
    }

    @Override
    public final Result<List<Appended>> appendAll(List<Event> batch) {
        List<Event> events = List.copyOf(batch);
        FoundationError refused = refusal(events);
        Result<List<Appended>> result = refused == null ? locked(() -> commit(events)) : Result.err(refused);
        if (result.succeeded()) {
            visible();
        } else {
            rejected.add(events.size());
        }
        return result;
    }

    private void visible() {
        for (Runnable listener : listeners) {
            listener.run();
        }
    }

    @Override
    public final AutoCloseable onVisible(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public final long newestPosition() {
        return last;
    }

    @Override
    public final boolean closed() {
        return closed;
    }

    private @Nullable FoundationError refusal(List<Event> events) {
        if (durability() != Durability.MEMORY) {
            Optional<FoundationError> blocking = Incarnation.refusal("an append to a device");
            if (blocking.isPresent()) {
                return blocking.get();
            }
        }
        return BatchLogic.oversize(events);
    }

    private Result<List<Appended>> commit(List<Event> events) {
        Incarnation incarnation = Incarnation.current();
        if (incarnation != null && incarnation.fenced()) {
            return Result.err(EventErrors.fenced(incarnation.server(), incarnation.epoch()));
        }
        FoundationError failed = failure;
        if (failed != null) {
            return Result.err(EventErrors.readOnly(failed));
        }
        Instant now = scheduler.clock().wallTime();
        Placement placement = new Placement(this::findRetained, last + 1, now);
        for (Event event : events) {
            FoundationError refused = placement.place(event);
            if (refused != null) {
                return Result.err(refused);
            }
        }
        return write(placement.fresh(), now).map(_ -> placement.answers());
    }

    private Result<Done> write(List<StoredEvent> fresh, Instant now) {
        if (fresh.isEmpty()) {
            return Result.done();
        }
        Result<Done> written = log.write(fresh);
        if (written instanceof Result.Err<Done>(FoundationError error)) {
            failure = error;
            return written;
        }
        for (StoredEvent event : fresh) {
            indexes.add(event.position(), event.event(), first);
        }
        last = fresh.getLast().position();
        if (retain(log.keepFrom(first, last, now)) instanceof Result.Err<Long>(FoundationError error)) {
            failure = error; // what was written is durable all the same
        }
        return written;
    }

    /// Drops everything before a position. Returns how many events that were.
    private Result<Long> retain(long keepFrom) {
        long dropped = keepFrom - first;
        if (dropped <= 0) {
            return Result.ok(0L);
        }
        Result<Done> done = log.dropBefore(keepFrom);
        if (done instanceof Result.Err<Done> failed) {
            return failed.as();
        }
        first = keepFrom;
        pruned.add(dropped);
        indexes.dropBefore(keepFrom);
        return Result.ok(dropped);
    }

    private @Nullable StoredEvent findRetained(Event event) {
        Positions chain = indexes.chain(event.source, event.id);
        EventLog.Reader reader = log.reader();
        for (long position = chain.next(); position >= first && position != 0; position = chain.next()) {
            StoredEvent found = reader.read(position);
            if (found != null
                    && found.event().id.equals(event.id)
                    && found.event().source.equals(event.source)) {
                return found;
            }
        }
        return null;
    }

    @Override
    public final Result<StoredEvent> get(String id) {
        return reading(() -> {
            List<StoredEvent> found = new ArrayList<>(1);
            Positions chain = indexes.chain(IndexedKey.ID, id);
            EventLog.Reader reader = log.reader();
            for (long position = chain.next(); position >= first && position != 0; position = chain.next()) {
                StoredEvent event = reader.read(position);
                if (event != null && event.event().id.equals(id)) {
                    found.add(event);
                }
                if (found.size() == SOURCES_NAMED) {
                    break;
                }
            }
            return switch (found.size()) {
                case 0 -> Result.err(EventErrors.notFound(id));
                case 1 -> Result.ok(found.getFirst());
                default -> Result.err(EventErrors.ambiguous(id, sources(found)));
            };
        });
    }

    @Override
    public final Result<StoredEvent> get(EventIdentity identity) {
        return reading(() -> {
            Positions chain = indexes.chain(identity.source(), identity.id());
            EventLog.Reader reader = log.reader();
            for (long position = chain.next(); position >= first && position != 0; position = chain.next()) {
                StoredEvent event = reader.read(position);
                if (event != null && event.event().identity().equals(identity)) {
                    return Result.ok(event);
                }
            }
            return Result.err(EventErrors.notFound(identity.id() + " of " + identity.source()));
        });
    }

    @Override
    public final Result<EventCursor> query(EventQuery query) {
        QueryDeadline deadline = QueryDeadline.of(query, scheduler.clock());
        return reading(() -> {
            long newest = last;
            return plan(query, newest)
                    .map(plan -> new StoreCursor(
                            query, plan.positions(query), log.reader(), () -> first, () -> closed, deadline, newest));
        });
    }

    @Override
    public final Result<EventQuery.Plan> explain(EventQuery query) {
        return reading(() -> {
            long newest = last;
            return plan(query, newest).map(plan -> plan.explain(query, newest - first + 1));
        });
    }

    private Result<QueryPlan> plan(EventQuery query, long newest) {
        long oldest = first;
        boolean ascending = query.order() == EventQuery.Order.ASC;
        OptionalLong after = query.afterPosition();
        long from = ascending && after.isPresent() ? Math.min(after.getAsLong(), Long.MAX_VALUE - 1) + 1 : oldest;
        long to = !ascending && after.isPresent() ? Math.min(newest, after.getAsLong() - 1) : newest;
        return from < oldest
                ? Result.err(EventErrors.pruned(from, oldest))
                : Result.ok(new QueryPlan(indexes::chain, from, to));
    }

    @Override
    public final Result<EventCursor> read(long fromPosition) {
        if (fromPosition < 1) {
            throw new IllegalArgumentException("fromPosition must be >= 1, was " + fromPosition);
        }
        return query(EventQuery.builder().afterPosition(fromPosition - 1).build());
    }

    @Override
    public final Result<EventTrace> trace(String correlationId) {
        EventQuery query = EventQuery.builder().correlationId(correlationId).build();
        return query(query)
                .flatMap(cursor -> reading(() -> {
                    List<StoredEvent> events = new ArrayList<>();
                    while (cursor.hasNext()) {
                        events.add(cursor.next());
                        if (events.size() > EventTrace.MAX_EVENTS) {
                            return Result.err(EventErrors.traceTooLarge(correlationId));
                        }
                    }
                    return Result.ok(EventTrace.of(correlationId, events));
                }));
    }

    @Override
    public final Result<Long> prune(Instant before) {
        return reading(() -> {
            EventLog.Reader reader = log.reader();
            long newest = last;
            long keep = first;
            StoredEvent event = keep > newest ? null : reader.read(keep);
            while (keep <= newest && (event == null || event.recordedAt().isBefore(before))) {
                keep++;
                event = keep > newest ? null : reader.read(keep);
            }
            long keepFrom = keep;
            return locked(() -> retain(keepFrom));
        });
    }

    @Override
    public final Result<Long> pruneTo(long keepNewest) {
        if (keepNewest < 0) {
            throw new IllegalArgumentException("keepNewest must be >= 0, was " + keepNewest);
        }
        return locked(() -> retain(last + 1 - Math.min(keepNewest, last)));
    }

    @Override
    public final StoreStats stats() {
        long oldest = first;
        long newest = last;
        return new StoreStats(
                newest - oldest + 1,
                oldest,
                newest,
                log.bytes(),
                pruned.sum(),
                rejected.sum(),
                log.tornBytes(),
                durability());
    }

    @Override
    public final ServiceHealth health() {
        FoundationError failed = failure;
        Map<String, Value> details =
                Map.of("eventsCount", Value.of(last - first + 1), "tornBytes", Value.of(log.tornBytes()));
        if (closed) {
            return new ServiceHealth(HealthStatus.DEGRADED, List.of("the event store is closed"), details);
        }
        return failed == null
                ? new ServiceHealth(HealthStatus.HEALTHY, List.of(), details)
                : new ServiceHealth(
                        HealthStatus.DEGRADED, List.of("appends are refused: " + failed.message()), details);
    }

    @Override
    public final void fence(Incarnation incarnation) {
        locked(Result::done); // whoever was committing is done; whoever comes later sees the fence
    }

    @Override
    public final void close() {
        commit.lock();
        try {
            if (!closed) {
                closed = true;
                log.close();
            }
        } finally {
            commit.unlock();
        }
        visible();
    }

    private static List<String> sources(List<StoredEvent> events) {
        return events.stream().map(event -> event.event().source).toList();
    }

    private <T> Result<T> locked(Supplier<Result<T>> body) {
        commit.lock();
        try {
            return reading(body);
        } finally {
            commit.unlock();
        }
    }

    private <T> Result<T> reading(Supplier<Result<T>> body) {
        if (closed) {
            return Result.err(EventErrors.closed());
        }
        try {
            return body.get();
        } catch (FoundationException failed) {
            return Result.err(closed ? EventErrors.closed() : failed.error());
        }
    }
}
