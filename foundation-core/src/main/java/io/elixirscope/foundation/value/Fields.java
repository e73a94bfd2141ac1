package io.elixirscope.foundation.value;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Immutable map of values in insertion order that knows how deep it is.
final class Fields extends AbstractMap<String, Value> {
    private final Map<String, Value> values;
    private final int depth;

    private Fields(Map<String, Value> values, int depth) {
        this.values = values;
        this.depth = depth;
    }

    static Fields copyOf(Map<String, Value> source) {
        if (source instanceof Fields fields) {
            return fields;
        }
        var values = LinkedHashMap.<String, Value>newLinkedHashMap(source.size());
        int depth = 0;
        for (var field : source.entrySet()) {
            var name = Text.wellFormed(field.getKey());
            depth = Math.max(depth, Items.depth(field.getValue()));
            if (values.put(name, field.getValue()) != null) {
                throw new IllegalArgumentException("field names must differ as text, twice: " + name);
            }
        }
        return new Fields(Collections.unmodifiableMap(values), Items.checked(depth + 1));
    }

    int depth() {
        return depth;
    }

    @Override
    public Set<Entry<String, Value>> entrySet() {
        return values.entrySet();
    }

    @Override
    public @Nullable Value get(@Nullable Object key) {
        return values.get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return values.containsKey(key);
    }

    @Override
    public int size() {
        return values.size();
    }
}
