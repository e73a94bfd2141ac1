package io.elixirscope.foundation.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import org.jspecify.annotations.Nullable;

/// The forms of lists, sets and maps.
final class Collected {
    private Collected() {}

    record Listed(Form item) implements Form {
        @Override
        public Value write(Object object) {
            return Value.list(written((Collection<?>) object, item));
        }

        @Override
        public @Nullable Object read(Value value, Place place) {
            List<Object> items = new ArrayList<>();
            return readAll(value, item, place, items) ? Collections.unmodifiableList(items) : null;
        }
    }

    record Gathered(Form item) implements Form {
        @Override
        public Value write(Object object) {
            return Value.list(written((Collection<?>) object, item));
        }

        @Override
        public @Nullable Object read(Value value, Place place) {
            LinkedHashSet<Object> items = new LinkedHashSet<>();
            return readAll(value, item, place, items) ? Collections.unmodifiableSet(items) : null;
        }
    }

    record Mapped(Form key, Form item) implements Form {
        @Override
        public Value write(Object object) {
            Map<String, Value> fields = new LinkedHashMap<>();
            ((Map<?, ?>) object).forEach((name, value) -> {
                if (name == null || value == null || !(key.write(name) instanceof Value.TextValue(String text))) {
                    throw new IllegalArgumentException("a map must have no null in it");
                }
                fields.put(text, item.write(value));
            });
            return Value.map(fields);
        }

        @Override
        public @Nullable Object read(Value value, Place place) {
            if (!(value instanceof Value.MapValue(var fields))) {
                return place.wrong("a map", value);
            }
            Map<Object, Object> read = new LinkedHashMap<>();
            fields.forEach((name, field) -> {
                Object readName = key.read(Value.of(name), place.at(name));
                Object readField = item.read(field, place.at(name));
                if (readName != null && readField != null) {
                    read.put(readName, readField);
                }
            });
            return Collections.unmodifiableMap(read);
        }
    }

    private static List<Value> written(Collection<?> items, Form form) {
        List<Value> values = new ArrayList<>(items.size());
        for (Object item : items) {
            if (item == null) {
                throw new IllegalArgumentException("a list or set must have no null in it");
            }
            values.add(form.write(item));
        }
        return values;
    }

    private static boolean readAll(Value value, Form form, Place place, SequencedCollection<Object> into) {
        if (!(value instanceof Value.ListValue(var items))) {
            place.wrong("a list", value);
            return false;
        }
        for (int i = 0; i < items.size(); i++) {
            Object read = form.read(items.get(i), place.at(String.valueOf(i)));
            if (read != null) {
                into.add(read);
            }
        }
        return true;
    }
}
