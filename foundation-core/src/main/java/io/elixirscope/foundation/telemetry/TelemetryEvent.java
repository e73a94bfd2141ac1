package io.elixirscope.foundation.telemetry;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Handle of one named event of one [Telemetry]: made once, kept in a field, emitted often. Thread-safe.
///
/// No method blocks by itself, though handlers run inside `emit`; none ever throws. An attribute given beyond
/// the declared keys is left out and counted; a missing one is absent. Where attributes cost something to make,
/// ask [#enabled] first.
public final class TelemetryEvent {
    private static final @Nullable Object[] NONE = {};

    private final Dispatcher dispatcher;
    private final String name;
    private volatile EventShape shape;
    private volatile HandlerSlot[] listeners;

    TelemetryEvent(Dispatcher dispatcher, String name, EventShape shape, HandlerSlot[] listeners) {
        this.dispatcher = dispatcher;
        this.name = name;
        this.shape = shape;
        this.listeners = listeners;
    }

    /// The name.
    ///
    /// @return 1-128 characters of `a-z 0-9 _ .`
    public String name() {
        return name;
    }

    /// What the value measures.
    ///
    /// @return the unit
    public MeasurementUnit unit() {
        return shape.unit();
    }

    /// The keys of the attributes, in the order in which `emit` takes their values.
    ///
    /// @return unmodifiable
    public List<String> attributeKeys() {
        return shape.keys();
    }

    /// Whether a handler listens now: one volatile read.
    ///
    /// @return false if emitting would do nothing
    public boolean enabled() {
        return listeners.length != 0;
    }

    /// Emits without attributes.
    ///
    /// @param value in the unit of this event
    public void emit(long value) {
        if (enabled()) {
            dispatch(value, NONE);
        }
    }

    /// Emits with one attribute.
    ///
    /// @param value in the unit of this event
    /// @param first value of the first key
    public void emit(long value, @Nullable Object first) {
        if (enabled()) {
            dispatch(value, new @Nullable Object[] {first});
        }
    }

    /// Emits with two attributes.
    ///
    /// @param value in the unit of this event
    /// @param first value of the first key
    /// @param second value of the second key
    public void emit(long value, @Nullable Object first, @Nullable Object second) {
        if (enabled()) {
            dispatch(value, new @Nullable Object[] {first, second});
        }
    }

    /// Emits with three attributes.
    ///
    /// @param value in the unit of this event
    /// @param first value of the first key
    /// @param second value of the second key
    /// @param third value of the third key
    public void emit(long value, @Nullable Object first, @Nullable Object second, @Nullable Object third) {
        if (enabled()) {
            dispatch(value, new @Nullable Object[] {first, second, third});
        }
    }

    /// Emits with four attributes.
    ///
    /// @param value in the unit of this event
    /// @param first value of the first key
    /// @param second value of the second key
    /// @param third value of the third key
    /// @param fourth value of the fourth key
    public void emit(
            long value,
            @Nullable Object first,
            @Nullable Object second,
            @Nullable Object third,
            @Nullable Object fourth) {
        if (enabled()) {
            dispatch(value, new @Nullable Object[] {first, second, third, fourth});
        }
    }

    /// Emits with any number of attributes. The array is made even when nobody listens: ask [#enabled] first.
    ///
    /// @param value in the unit of this event
    /// @param attributes values of the keys in their order; copied
    public void emitAll(long value, @Nullable Object... attributes) {
        if (enabled()) {
            dispatch(value, Arrays.copyOf(attributes, attributes.length));
        }
    }

    private void dispatch(long value, @Nullable Object[] attributes) {
        dispatcher.dispatch(new Emission(this, shape, value, attributes, null), Dispatcher.UNREAD);
    }

    EventShape shape() {
        return shape;
    }

    void shape(EventShape declared) {
        shape = declared;
    }

    HandlerSlot[] listeners() {
        return listeners;
    }

    void listeners(HandlerSlot[] present) {
        listeners = present;
    }

    @Override
    public String toString() {
        return name;
    }
}
