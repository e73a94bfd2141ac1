package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Redacted;
import io.elixirscope.foundation.value.Sensitive;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A view as people may see it: records by their components, without what is marked as a secret, bounded. Not
/// thread-safe; used once.
final class ShownView {
    private static final ValueLimits LIMITS = new ValueLimits(12, 1_000, 96 * 1024);

    private int left = LIMITS.maxItems();

    private ShownView() {}

    static Value of(@Nullable Object view) {
        return Value.from(new ShownView().open(view, 1), LIMITS);
    }

    /// The same with maps in place of records; what is beyond the limits stays closed, for it is cut anyway.
    private @Nullable Object open(@Nullable Object any, int depth) {
        left--;
        if (left <= 0 || depth > LIMITS.maxDepth()) {
            return "…";
        }
        return switch (any) {
            case null -> null;
            case Sensitive<?> _ -> Sensitive.HIDDEN;
            case Value value -> value;
            case Record record -> fields(record, depth);
            case Map<?, ?> map -> map(map, depth);
            case Collection<?> items -> items(items, depth);
            case Object[] items -> items(Arrays.asList(items), depth);
            case Optional<?> optional -> open(optional.orElse(null), depth);
            default -> any;
        };
    }

    private Object fields(Record record, int depth) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            fields.put(component.getName(), hidden(component) ? Sensitive.HIDDEN : field(record, component, depth));
        }
        return fields;
    }

    private static boolean hidden(RecordComponent component) {
        return component.isAnnotationPresent(Redacted.class)
                || Arrays.stream(component.getAnnotations())
                        .anyMatch(mark -> mark.annotationType().isAnnotationPresent(Redacted.class));
    }

    /// Never the record's own text where a component cannot be read: that may hold a secret.
    private @Nullable Object field(Record record, RecordComponent component, int depth) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return open(accessor.invoke(record), depth + 1);
        } catch (ReflectiveOperationException | RuntimeException unreadable) {
            return "(not readable: open package " + record.getClass().getPackageName() + " to "
                    + ShownView.class.getModule().getName() + ")";
        }
    }

    private Object map(Map<?, ?> map, int depth) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (var field : map.entrySet()) {
            if (left <= 0) {
                fields.put("…", "(" + (map.size() - fields.size()) + " more)");
                break;
            }
            fields.put(name(field.getKey(), depth), open(field.getValue(), depth + 1));
        }
        return fields;
    }

    private String name(@Nullable Object key, int depth) {
        return key instanceof Record || key instanceof Collection<?>
                ? JsonText.write(Value.from(open(key, depth), LIMITS))
                : String.valueOf(key);
    }

    private Object items(Collection<?> items, int depth) {
        List<@Nullable Object> open = new ArrayList<>();
        for (Object item : items) {
            if (left <= 0) {
                open.add("… (" + (items.size() - open.size()) + " more)");
                break;
            }
            open.add(open(item, depth + 1));
        }
        return open;
    }
}
