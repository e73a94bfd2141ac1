package io.elixirscope.foundation.telemetry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns the maps of `execute` into bounded parts of an emission: static and pure.
final class ExecuteLogic {
    static final int MAX_ENTRIES = 32;
    private static final long HAPPENED_ONCE = 1;

    private ExecuteLogic() {}

    /// Copies the numbers that have a key; at most 32.
    static Bounded<Number> measurements(@Nullable Map<String, ? extends @Nullable Number> given) {
        return bounded(given);
    }

    /// Copies the attributes that have a key and a value; at most 32.
    static Bounded<Object> attributes(@Nullable Map<String, ?> given) {
        return bounded(given);
    }

    /// The measurement named like the unit, else the first, else 1.
    static long value(Map<String, Number> measurements, MeasurementUnit unit) {
        Number named = measurements.get(unit.measurement());
        if (named != null) {
            return named.longValue();
        }
        for (Number first : measurements.values()) {
            return first.longValue();
        }
        return HAPPENED_ONCE;
    }

    /// The parts of an emission that has these attributes and no declared keys.
    static EventShape shape(MeasurementUnit unit, Map<String, Object> attributes) {
        return new EventShape(unit, List.copyOf(attributes.keySet()), false);
    }

    private static <T> Bounded<T> bounded(@Nullable Map<String, ? extends @Nullable T> given) {
        if (given == null) {
            return new Bounded<>(Map.of(), 0);
        }
        var kept = new LinkedHashMap<String, T>();
        int leftOut = 0;
        for (Map.Entry<?, ? extends @Nullable T> entry : new ArrayList<>(given.entrySet())) {
            T value = entry.getValue();
            boolean usable = value != null && entry.getKey() instanceof String;
            if (value != null && entry.getKey() instanceof String key && kept.size() < MAX_ENTRIES) {
                kept.put(NameLogic.bounded(key), value);
            } else {
                leftOut += usable || value != null ? 1 : 0;
            }
        }
        return new Bounded<>(Collections.unmodifiableMap(kept), leftOut);
    }

    /// What was kept, and how many entries were left out.
    record Bounded<T>(Map<String, T> kept, int leftOut) {}
}
