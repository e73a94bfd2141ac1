package io.elixirscope.foundation.error;

import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Named values in insertion order, a bounded number of bounded values. Immutable.
///
/// @param values the fields
/// @param dropped how many found no place
record BoundedFields(Map<String, Value> values, int dropped) {
    /// Fields that are kept.
    static final int MAX = 32;

    static final BoundedFields EMPTY = new BoundedFields(Map.of(), 0);

    /// A copy with one field more, or with a field replaced; a full map counts it instead.
    BoundedFields with(String key, @Nullable Object any) {
        var name = BoundedText.cut(key);
        if (values.size() >= MAX && !values.containsKey(name)) {
            return new BoundedFields(values, dropped + 1);
        }
        var next = LinkedHashMap.<String, Value>newLinkedHashMap(values.size() + 1);
        next.putAll(values);
        next.put(name, Value.from(any, ValueLimits.METADATA));
        return new BoundedFields(Collections.unmodifiableMap(next), dropped);
    }

    /// The fields, and how many found no place as a field named `…`.
    Map<String, Value> marked() {
        if (dropped == 0) {
            return values;
        }
        var marked = new LinkedHashMap<>(values);
        marked.put("…", Value.of("(" + dropped + " more)"));
        return Collections.unmodifiableMap(marked);
    }

    static Map<String, Value> copyOf(Map<String, Value> values) {
        return values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
