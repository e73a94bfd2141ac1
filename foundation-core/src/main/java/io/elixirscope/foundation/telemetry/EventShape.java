package io.elixirscope.foundation.telemetry;

import java.util.List;

/// Unit and attribute keys of an event or of one emission. Immutable.
///
/// @param declared false for an event that so far is known from `execute` only
record EventShape(MeasurementUnit unit, List<String> keys, boolean declared) {
    static final int MAX_KEYS = 16;

    EventShape {
        keys = List.copyOf(keys);
    }

    int index(String key) {
        return keys.indexOf(key);
    }

    boolean sameAs(MeasurementUnit otherUnit, List<String> otherKeys) {
        return unit == otherUnit && keys.equals(otherKeys);
    }
}
