package io.elixirscope.foundation.telemetry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One happening of an event, as handlers get it. Immutable as far as its attribute values are; thread-safe;
/// may be kept.
public final class Emission {
    private final TelemetryEvent event;
    private final EventShape shape;
    private final long value;
    private final @Nullable Object[] values;
    private final @Nullable Map<String, Number> measurements;

    /// @param values in the order of the shape's keys; may be shorter; owned by this emission
    /// @param measurements null when the value is the only one
    Emission(
            TelemetryEvent event,
            EventShape shape,
            long value,
            @Nullable Object[] values,
            @Nullable Map<String, Number> measurements) {
        this.event = event;
        this.shape = shape;
        this.value = value;
        this.values = values;
        this.measurements = measurements;
    }

    /// The event that happened.
    ///
    /// @return its handle
    public TelemetryEvent event() {
        return event;
    }

    /// What was measured, in the unit of the event.
    ///
    /// @return the value; for several measurements the one named like the unit, else the first
    public long value() {
        return value;
    }

    /// One attribute. Cost: a walk over the few declared keys.
    ///
    /// @param key its key
    /// @return its value; null if it has none
    public @Nullable Object attribute(String key) {
        int index = shape.index(key);
        return index >= 0 && index < values.length ? values[index] : null;
    }

    /// All attributes that have a value.
    ///
    /// @return a new unmodifiable map, in the order of the keys
    public Map<String, Object> attributes() {
        List<String> keys = shape.keys();
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keys.size() && i < values.length; i++) {
            Object attribute = values[i];
            if (attribute != null) {
                map.put(keys.get(i), attribute);
            }
        }
        return Collections.unmodifiableMap(map);
    }

    /// All measurements.
    ///
    /// @return an unmodifiable map; for a single value its key is that of the unit
    public Map<String, Number> measurements() {
        return measurements == null ? Map.of(shape.unit().measurement(), value) : measurements;
    }

    /// Whether more attributes were given than the event has keys.
    boolean overfull() {
        return values.length > shape.keys().size();
    }

    @Override
    public String toString() {
        return event.name() + " " + value + " " + attributes();
    }
}
