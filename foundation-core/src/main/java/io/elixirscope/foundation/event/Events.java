package io.elixirscope.foundation.event;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes events that know where they come from, appends them, and reads them again. Thread-safe.
///
/// Appends and reads go straight to the store, in the caller's thread; no server stands in between,
/// so a restarting one delays nobody. Emits `elixir_scope.event.stored` for each append and
/// `elixir_scope.event.refused` for each refused one; a refused append is also recorded as an
/// error. An object that had no form and was kept as JSON text is told by
/// `elixir_scope.event.fallback`.
public final class Events {
    /// Name of the entry in an [ErrorContext]'s metadata that holds the id of the event that caused
    /// what happens there.
    public static final String CAUSE_ID = "event.cause-id";

    private final EventStore store;
    private final EventSettings settings;
    private final EventIds ids;
    private final EventTelemetry telemetry;

    /// Puts a facade before a store.
    ///
    /// @param store where the events go; whoever made it closes it
    /// @param settings what is filled in
    public Events(EventStore store, EventSettings settings) {
        this.store = store;
        this.settings = settings;
        this.ids = new EventIds(settings.scheduler());
        this.telemetry = new EventTelemetry(settings);
    }

    /// Begins an event that happens here and now. Filled in: a fresh id, greater than all before;
    /// the time; source, node and version of the configuration; the running server or thread as
    /// origin; correlation id and cause of the current [ErrorContext].
    ///
    /// @param type what kind of happening
    /// @return a builder, to be completed
    public Event.Builder event(String type) {
        return event(type, ids.next());
    }

    /// As [#event(String)], with an id of the caller's: one made from what happened, so that
    /// telling it twice stores it once.
    ///
    /// @param type what kind of happening
    /// @param id 1-128 printable ASCII characters
    /// @return a builder, to be completed
    public Event.Builder event(String type, String id) {
        Scheduler scheduler = settings.scheduler();
        Event.Builder event = Event.builder(
                        id, settings.source(), type, scheduler.clock().wallTime())
                .onFallback(telemetry::fellBack)
                .node(settings.node())
                .origin(origin())
                .configVersion(settings.configVersion().getAsLong());
        ErrorContext context = ErrorContext.currentOrNull();
        if (context != null) {
            event.correlationId(context.correlationId()).causeId(causeId(context));
        }
        return event;
    }

    /// Begins an event of a known type that happens here and now, filled in as by [#event(String)].
    ///
    /// @param <T> the data's Java type
    /// @param type what kind of happening
    /// @param data its data
    /// @return a builder, complete unless something is to be added
    public <T> Event.Builder event(EventType<T> type, T data) {
        return type.fill(event(type.name()), data);
    }

    /// {@return the same operation, in which every event made by [#event] names this one as its
    /// cause}
    ///
    /// @param context the operation
    /// @param cause the event that leads to what follows
    public static ErrorContext causedBy(ErrorContext context, Event cause) {
        return context.with(CAUSE_ID, cause.id());
    }

    private static @Nullable String causeId(ErrorContext context) {
        return context.metadata().get(CAUSE_ID) instanceof Value.TextValue(String id) ? id : null;
    }

    private static String origin() {
        Incarnation incarnation = Incarnation.current();
        if (incarnation != null) {
            return incarnation.server();
        }
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        if (name.isEmpty()) {
            return "thread-" + thread.threadId();
        }
        return name.length() <= EventValidator.MAX_PLACE && TextLogic.isUnicode(name)
                ? name
                : "thread-" + thread.threadId();
    }

    /// Makes and appends an event that needs nothing but its data.
    ///
    /// @param type what kind of happening
    /// @param data its data
    /// @return the position; errors as of [EventStore#append], and `D201`
    public Result<Appended> record(String type, Value data) {
        return append(event(type).data(data));
    }

    /// Makes and appends an event of a known type that needs nothing but its data.
    ///
    /// @param <T> the data's Java type
    /// @param type what kind of happening
    /// @param data its data
    /// @return as of [#record(String, Value)]
    public <T> Result<Appended> record(EventType<T> type, T data) {
        return append(event(type, data));
    }

    private Result<Appended> append(Event.Builder builder) {
        return switch (builder.build()) {
            case Result.Ok<Event>(Event event) -> append(event);
            case Result.Err<Event>(FoundationError error) -> {
                telemetry.refused(1, error);
                yield Result.err(error);
            }
        };
    }

    /// Appends one event. Blocks as the store does.
    ///
    /// @param event the event
    /// @return as of [EventStore#append]
    public Result<Appended> append(Event event) {
        long began = telemetry.begin();
        return telemetry.told(began, List.of(event), store.append(event));
    }

    /// Appends a batch, all or nothing. Blocks as the store does.
    ///
    /// @param batch the events
    /// @return as of [EventStore#appendAll]
    public Result<List<Appended>> appendAll(List<Event> batch) {
        long began = telemetry.begin();
        return telemetry.told(began, batch, store.appendAll(batch));
    }

    /// {@return as of [EventStore#get(String)]}
    ///
    /// @param id the event's id
    public Result<StoredEvent> get(String id) {
        return store.get(id);
    }

    /// {@return as of [EventStore#get(EventIdentity)]}
    ///
    /// @param identity the event's identity
    public Result<StoredEvent> get(EventIdentity identity) {
        return store.get(identity);
    }

    /// The event that an event names as its cause: of the same source, else the only one with that
    /// id.
    ///
    /// @param effect names its cause
    /// @return the cause; `D401` it names none, or none is retained; `D204` several sources use the
    ///     id
    public Result<StoredEvent> cause(Event effect) {
        String id = effect.causeId;
        if (id == null) {
            return Result.err(EventErrors.notFound("is named as the cause of " + effect.id));
        }
        Result<StoredEvent> own = store.get(new EventIdentity(effect.source, id));
        return EventErrors.isNotFound(own) ? store.get(id) : own;
    }

    /// {@return as of [EventStore#query]}
    ///
    /// @param query which events
    public Result<EventCursor> query(EventQuery query) {
        return telemetry.asked(() -> store.query(query));
    }

    /// {@return as of [EventStore#count]}
    ///
    /// @param query which events
    public Result<Long> count(EventQuery query) {
        return store.count(query);
    }

    /// {@return as of [EventStore#explain]}
    ///
    /// @param query which events
    public Result<EventQuery.Plan> explain(EventQuery query) {
        return store.explain(query);
    }

    /// {@return as of [EventStore#read]}
    ///
    /// @param fromPosition first position wanted
    public Result<EventCursor> read(long fromPosition) {
        return store.read(fromPosition);
    }

    /// {@return as of [EventStore#trace]}
    ///
    /// @param correlationId the operation
    public Result<EventTrace> trace(String correlationId) {
        return telemetry.asked(() -> store.trace(correlationId));
    }

    /// {@return the store's counts}
    public StoreStats stats() {
        return store.stats();
    }

    /// {@return the store itself}
    public EventStore store() {
        return store;
    }

    /// {@return whether the store takes appends}
    public boolean available() {
        return health().status() == HealthStatus.HEALTHY;
    }

    /// {@return the store's health}
    public ServiceHealth health() {
        return store.health();
    }

    /// The server that tends the store: it prunes at intervals, tells what left
    /// (`elixir_scope.event.pruned`), and shows the counts as its view. Give it to a supervisor. A
    /// crash of it loses nothing, a stop of it leaves the store open: whoever made it closes it.
    ///
    /// @param name the server's name
    /// @param retention what to prune, and how often
    /// @return the definition
    public GenServer<?, StoreStats> server(String name, EventRetention retention) {
        return EventServer.define(name, store, retention, telemetry);
    }
}
