package io.elixirscope.foundation.value;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One conversion of an object into what may be shown: records by their components, without what is
/// marked as a secret, bounded. Not thread-safe; used once.
final class ShownValue {
    private final ValueLimits limits;
    private int left;

    private ShownValue(ValueLimits limits) {
        this.limits = limits;
        this.left = limits.maxItems();
    }

    static Value of(@Nullable Object any, ValueLimits limits) {
        return Value.from(new ShownValue(limits).open(any, 1), limits);
    }

    /// The same with maps in place of records; what is beyond the limits stays closed, for it is
    /// cut anyway.
    private @Nullable Object open(@Nullable Object any, int depth) {
        left--;
        if (left <= 0 || depth > limits.maxDepth()) {
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

    /// Whether a component is marked as a secret.
    static boolean hidden(RecordComponent component) {
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
                    + ShownValue.class.getModule().getName() + ")";
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
                ? JsonText.write(Value.from(open(key, depth), limits))
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
