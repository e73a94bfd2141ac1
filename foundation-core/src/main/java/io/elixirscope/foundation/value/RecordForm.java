package io.elixirscope.foundation.value;

import java.lang.invoke.MethodHandle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The form of a record: a map with a field for each component. Its parts are given once they are
/// made, since a record may contain itself.
final class RecordForm implements Form {
    private final Class<?> type;
    private final MethodHandle constructor;
    private List<Part> parts = List.of();

    /// Whether a component may be without a value.
    enum Presence {
        /// It must have one.
        REQUIRED,
        /// It is an [Optional].
        OPTIONAL,
        /// It may be null.
        NULLABLE
    }

    /// One component.
    record Part(String name, MethodHandle accessor, Form form, Presence presence) {}

    RecordForm(Class<?> type, MethodHandle constructor) {
        this.type = type;
        this.constructor = constructor;
    }

    Class<?> type() {
        return type;
    }

    void parts(List<Part> made) {
        parts = List.copyOf(made);
    }

    boolean hasPart(String name) {
        return parts.stream().anyMatch(part -> part.name().equals(name));
    }

    @Override
    public Value write(Object object) {
        return Value.map(fields(object));
    }

    Map<String, Value> fields(Object object) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (Part part : parts) {
            Object component = component(object, part);
            if (component instanceof Optional<?> optional) {
                component = optional.orElse(null);
            }
            if (component != null) {
                fields.put(part.name(), part.form().write(component));
            } else if (part.presence() == Presence.REQUIRED) {
                throw new IllegalArgumentException(type.getSimpleName() + "." + part.name() + " must not be null");
            }
        }
        return fields;
    }

    private @Nullable Object component(Object object, Part part) {
        try {
            return part.accessor().invoke(object);
        } catch (Error fatal) {
            throw fatal;
        } catch (Throwable thrown) {
            throw new IllegalArgumentException(type.getSimpleName() + "." + part.name() + " cannot be read", thrown);
        }
    }

    @Override
    public @Nullable Object read(Value value, Place place) {
        if (!(value instanceof Value.MapValue(var fields))) {
            return place.wrong("a map with the fields of " + type.getSimpleName(), value);
        }
        int before = place.problems().size();
        @Nullable Object[] components = new @Nullable Object[parts.size()];
        for (int i = 0; i < components.length; i++) {
            components[i] = component(fields.get(parts.get(i).name()), parts.get(i), place);
        }
        return place.problems().size() > before ? null : construct(components, place);
    }

    private static @Nullable Object component(@Nullable Value field, Part part, Place place) {
        Place there = place.at(part.name());
        boolean present =
                field != null && (field != Value.NullValue.NULL || part.form().readsNull());
        Object read = field != null && present ? part.form().read(field, there) : null;
        return switch (part.presence()) {
            case REQUIRED -> present ? read : there.problem("is missing");
            case NULLABLE -> read;
            case OPTIONAL -> Optional.ofNullable(read);
        };
    }

    private @Nullable Object construct(@Nullable Object[] components, Place place) {
        try {
            return constructor.invokeWithArguments(components);
        } catch (Error fatal) {
            throw fatal;
        } catch (Throwable refused) {
            String rule = refused.getMessage();
            return place.problem("is refused by " + type.getSimpleName() + ": "
                    + (rule == null ? refused.getClass().getSimpleName() : rule));
        }
    }
}
