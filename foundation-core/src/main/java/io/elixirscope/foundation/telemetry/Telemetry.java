package io.elixirscope.foundation.telemetry;

import static java.util.Objects.requireNonNull;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Clock;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.Timers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Named events, and the handlers that listen to them; the `:telemetry` of OTP. Thread-safe; no method blocks
/// by itself.
///
/// Handlers run in the emitter's thread, in the order in which they were attached. Nothing they do reaches the
/// emitter: whatever a handler throws, errors of the machine included, is counted and quarantines that handler
/// for 1 s, doubled up to 60 s while it keeps failing. Handlers may emit; beyond 8 levels or 10,000 deliveries
/// within one emission further ones are refused and counted.
///
/// Bounds: 10,000 event names, 1,000 handlers. Uses of further names are counted by the event
/// `elixir_scope.telemetry.overflow`.
///
/// Emits `elixir_scope.telemetry.handler_quarantined`, `elixir_scope.telemetry.handler_slow`,
/// `elixir_scope.telemetry.dropped`, `elixir_scope.telemetry.overflow`.
public final class Telemetry {
    private final Clock clock;
    private final HandlerTable table = new HandlerTable();
    private final Dispatcher dispatcher;
    private final LongAdder overflow = new LongAdder();

    /// A telemetry without handlers.
    ///
    /// @param scheduler gives the clock
    /// @param timers re-attach quarantined handlers
    public Telemetry(Scheduler scheduler, Timers timers) {
        this.clock = scheduler.clock();
        this.dispatcher = new Dispatcher(clock, requireNonNull(timers, "timers"), table);
    }

    /// The handle of an event. The same name gives the same handle; declared twice, unit and keys must be the
    /// same.
    ///
    /// @param name 1-128 characters of `a-z 0-9 _ .`, such as `elixir_scope.config.update`
    /// @param unit what its value measures
    /// @param attributeKeys keys of its attributes, at most 16, different, in the order in which `emit` takes
    ///     their values
    /// @return the handle; beyond 10,000 names that of `elixir_scope.telemetry.overflow`
    public TelemetryEvent event(String name, MeasurementUnit unit, String... attributeKeys) {
        List<String> keys = List.of(attributeKeys);
        if (keys.size() > EventShape.MAX_KEYS || keys.stream().distinct().count() < keys.size()) {
            throw new IllegalArgumentException(
                    "attribute keys must be different and <= " + EventShape.MAX_KEYS + ", were " + keys);
        }
        var shape = new EventShape(requireNonNull(unit, "unit"), keys, true);
        return orOverflow(name, table.findOrCreate(dispatcher, NameLogic.checkedName(name), shape));
    }

    /// Emits by name: for people and scripts; code that emits often keeps a handle. Never throws. Null maps
    /// count as empty; entries with a null key are left out and counted, so is what goes beyond 32 entries.
    ///
    /// The value is the measurement named `duration`, `bytes` or `count` like the unit, else the first one,
    /// else 1. A name not declared before takes its unit from those keys.
    ///
    /// @param name the event's name; a malformed one is refused and counted
    /// @param measurements numbers by name
    /// @param metadata attributes by key
    public void execute(
            String name,
            Map<String, ? extends @Nullable Number> measurements,
            Map<String, ? extends @Nullable Object> metadata) {
        try {
            TelemetryEvent event = table.find(name);
            if (event == null || event.enabled()) {
                executeNow(name, event, measurements, metadata);
            }
        } catch (Throwable _) {
            dispatcher.refuse(dispatcher.malformed);
        }
    }

    private void executeNow(
            String name,
            @Nullable TelemetryEvent known,
            @Nullable Map<String, ? extends @Nullable Number> givenMeasurements,
            @Nullable Map<String, ? extends @Nullable Object> givenMetadata) {
        var measurements = ExecuteLogic.measurements(givenMeasurements);
        var attributes = ExecuteLogic.attributes(givenMetadata);
        if (measurements.leftOut() + attributes.leftOut() > 0) {
            dispatcher.refuse(dispatcher.malformed);
        }
        TelemetryEvent event = known;
        if (event == null) {
            MeasurementUnit unit = MeasurementUnit.among(measurements.kept().keySet());
            var shape = new EventShape(unit, List.of(), false);
            event = orOverflow(name, table.findOrCreate(dispatcher, NameLogic.checkedName(name), shape));
        }
        if (event.enabled() && event != dispatcher.own().overflow) {
            long value = ExecuteLogic.value(measurements.kept(), event.unit());
            emit(event, value, measurements.kept(), attributes.kept(), Dispatcher.UNREAD);
        }
    }

    private void emit(
            TelemetryEvent event,
            long value,
            @Nullable Map<String, Number> measurements,
            Map<String, Object> attributes,
            long nowNanos) {
        EventShape shape = ExecuteLogic.shape(event.unit(), attributes);
        dispatcher.dispatch(
                new Emission(event, shape, value, attributes.values().toArray(), measurements), nowNanos);
    }

    private TelemetryEvent orOverflow(String name, @Nullable TelemetryEvent event) {
        if (event != null) {
            return event;
        }
        overflow.increment();
        TelemetryEvent instead = dispatcher.own().overflow;
        if (instead.enabled()) {
            emit(instead, 1, null, Map.of("event", name), Dispatcher.UNREAD);
        }
        return instead;
    }

    /// Attaches a handler to one event, or to all whose names begin with a prefix, those made later included.
    ///
    /// @param handlerId 1-128 characters, not attached now
    /// @param nameOrPrefix a name, a prefix such as `elixir_scope.config.*`, or `*`
    /// @param handler gets the emissions
    /// @return its place, to detach it
    public Attachment attach(String handlerId, String nameOrPrefix, TelemetryHandler handler) {
        return attach(handlerId, List.of(nameOrPrefix), handler);
    }

    /// Attaches a handler to several events. Once this returns, every emission that begins reaches it.
    ///
    /// @param handlerId 1-128 characters, not attached now
    /// @param names names and prefixes, at least one; an event that several of them name is delivered once
    /// @param handler gets the emissions
    /// @return its place, to detach it
    public Attachment attach(String handlerId, List<String> names, TelemetryHandler handler) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("names must be >= 1, were 0, for handler " + handlerId);
        }
        names.forEach(NameLogic::checkedPattern);
        var slot =
                new HandlerSlot(NameLogic.checkedId(handlerId), List.copyOf(names), requireNonNull(handler, "handler"));
        table.attach(slot);
        return new SlotAttachment(table, slot);
    }

    /// Detaches a handler, quarantined or not. No emission that begins after this returns reaches it. One that
    /// began before in another thread may be inside the handler, or just about to enter it, at most once a
    /// thread: detaching does not wait for it.
    ///
    /// @param handlerId id of an attached handler
    /// @return false if no handler has that id
    public boolean detach(String handlerId) {
        return table.detach(handlerId);
    }

    /// Runs `body` and emits how long it took. While nobody listens to `event` it only runs `body`.
    ///
    /// The attribute `outcome`, where the event has that key, is `ok`, `error` for a returned [Result.Err], or
    /// `exception`; the attribute `error`, where the event has that key, is the `FoundationError` or the
    /// throwable.
    ///
    /// @param <T> what the body returns
    /// @param event of unit NANOSECONDS
    /// @param body what is measured; what it throws is thrown on
    /// @return what the body returned
    public <T extends @Nullable Object> T span(TelemetryEvent event, Supplier<T> body) {
        if (!event.enabled()) {
            return body.get();
        }
        long start = clock.nanos();
        T result;
        try {
            result = body.get();
        } catch (Throwable thrown) {
            finish(event, start, "exception", thrown);
            throw thrown;
        }
        if (result instanceof Result.Err<?>(FoundationError error)) {
            finish(event, start, "error", error);
        } else {
            finish(event, start, "ok", null);
        }
        return result;
    }

    private void finish(TelemetryEvent event, long startNanos, String outcome, @Nullable Object error) {
        long now = clock.nanos();
        EventShape shape = event.shape();
        @Nullable Object[] values = new @Nullable Object[shape.keys().size()];
        put(values, shape.index("outcome"), outcome);
        put(values, shape.index("error"), error);
        dispatcher.dispatch(new Emission(event, shape, now - startNanos, values, null), now);
    }

    private static void put(@Nullable Object[] values, int index, @Nullable Object value) {
        if (index >= 0) {
            values[index] = value;
        }
    }

    /// The attached handlers, quarantined ones included, in the order of attachment.
    ///
    /// @return their states now
    public List<HandlerStatus> handlers() {
        dispatcher.retryDue();
        return table.statuses(clock.nanos());
    }

    /// The names of all events so far.
    ///
    /// @return a sorted copy
    public Set<String> eventNames() {
        return table.names();
    }

    /// What was not delivered since the start.
    ///
    /// @return counts by reason
    public TelemetryCounts counts() {
        return new TelemetryCounts(
                dispatcher.recursion.total(), dispatcher.malformed.total(), overflow.sum(), dispatcher.lost.sum());
    }

    private record SlotAttachment(HandlerTable table, HandlerSlot slot) implements Attachment {
        @Override
        public String handlerId() {
            return slot.handlerId;
        }

        @Override
        public List<String> names() {
            return slot.names;
        }

        @Override
        public void close() {
            table.detach(slot);
        }
    }
}
