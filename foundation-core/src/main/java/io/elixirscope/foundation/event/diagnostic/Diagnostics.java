package io.elixirscope.foundation.event.diagnostic;

import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.EventType;
import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes diagnostic events: they are filled in like any other event made by [Events#event(String)],
/// and are not appended here. Thread-safe; does not block.
///
/// Objects become values as [Value#shown] says, up to 1 MiB: records by their components, secrets
/// hidden. A field of more than 10,000 bytes is cut to a marker with its size, digest and
/// beginning.
///
/// ```java
/// Event entry = diagnostics.entered("Billing", "charge", order, card).buildOrThrow();
/// …
/// events.appendAll(List.of(entry, diagnostics.left(entry, receipt, took).buildOrThrow()));
/// ```
public final class Diagnostics {
    /// Largest field, encoded, in bytes.
    public static final int MAX_FIELD_BYTES = 10_000;

    /// A function was entered.
    public static final EventType<FunctionEntry> FUNCTION_ENTRY = type("function.entered", FunctionEntry.class);

    /// A function returned or threw.
    public static final EventType<FunctionExit> FUNCTION_EXIT = type("function.left", FunctionExit.class);

    /// The state of a server, or of anything else with a name, became another.
    public static final EventType<StateChange> STATE_CHANGE = type("state.changed", StateChange.class);

    private static final ValueLimits LIMITS = new ValueLimits(32, 50_000, 1024 * 1024);

    private final Events events;

    /// Makes events by way of a facade.
    ///
    /// @param events fills in what every event has
    public Diagnostics(Events events) {
        this.events = Objects.requireNonNull(events, "events");
    }

    private static <T> EventType<T> type(String name, Class<T> data) {
        return EventType.named(name, data).cutFieldsAbove(MAX_FIELD_BYTES).build();
    }

    /// Begins the event of an entry.
    ///
    /// @param module the class or part that has the function
    /// @param function its name
    /// @param arguments what it was called with
    /// @return a builder, complete unless something is to be added
    public Event.Builder entered(String module, String function, @Nullable Object... arguments) {
        return events.event(
                FUNCTION_ENTRY, new FunctionEntry(module, function, arguments.length, shown(arguments.clone())));
    }

    /// Begins the event of a return. It belongs to the entry's operation and names the entry as its
    /// cause.
    ///
    /// @param entry the event of the entry
    /// @param result what the function returned; null: nothing
    /// @param took how long it ran
    /// @return a builder, complete unless something is to be added
    public Event.Builder left(Event entry, @Nullable Object result, Duration took) {
        return exit(entry, FunctionExit.Outcome.RETURNED, shown(result), took);
    }

    /// Begins the event of an exception that left a function.
    ///
    /// @param entry the event of the entry
    /// @param thrown what it threw
    /// @param took how long it ran
    /// @return a builder, complete unless something is to be added
    public Event.Builder threw(Event entry, Throwable thrown, Duration took) {
        return exit(entry, FunctionExit.Outcome.THREW, shown(thrown.toString()), took);
    }

    private Event.Builder exit(Event entry, FunctionExit.Outcome outcome, Value result, Duration took) {
        return events.event(FUNCTION_EXIT, new FunctionExit(outcome, result, took.toNanos()))
                .correlationId(entry.correlationId().orElse(null))
                .causeId(entry.id());
    }

    /// Begins the event of a change of state, with what differs.
    ///
    /// @param name whose state it is
    /// @param before the state before; null: there was none
    /// @param after the state after; null: there is none
    /// @return a builder, complete unless something is to be added
    public Event.Builder stateChanged(String name, @Nullable Object before, @Nullable Object after) {
        Value old = shown(before);
        Value now = shown(after);
        return events.event(STATE_CHANGE, DiffLogic.change(name, old, now)).subject(name);
    }

    private static Value shown(@Nullable Object any) {
        return Value.shown(any, LIMITS);
    }
}
