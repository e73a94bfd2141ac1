package io.elixirscope.foundation.event;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueForm;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A type of event as a program knows it: its name, the Java type of its data, the version of the
/// data's shape that the program writes, and how older versions become that one. Immutable and
/// thread-safe; usually a constant.
///
/// ```java
/// static final EventType<OrderPlaced> PLACED = EventType.named("order.placed", OrderPlaced.class)
///         .schemaVersion(2)
///         .upcast(1, data -> …) // what version 1 wrote, as version 2 would have
///         .build();
/// events.append(events.event(PLACED, new OrderPlaced(…)).buildOrThrow());
/// Result<OrderPlaced> placed = PLACED.read(stored.event());
/// ```
///
/// What is stored is never changed: older versions are brought up to date when they are read.
///
/// @param <T> the data's Java type
public final class EventType<T> {
    private final String name;
    private final ValueForm<T> form;
    private final int schemaVersion;
    private final List<UnaryOperator<Value>> upcasters;
    private final int oldest;
    private final int maxFieldBytes;

    private EventType(Builder<T> from) {
        this.name = from.name;
        this.form = ValueForm.of(from.data, from.access);
        this.schemaVersion = from.schemaVersion;
        this.upcasters = List.copyOf(from.upcasters.values());
        this.oldest = from.schemaVersion - from.upcasters.size();
        this.maxFieldBytes = from.maxFieldBytes;
    }

    /// Begins a type of event.
    ///
    /// @param <T> the data's Java type
    /// @param name what the events' `type` says, 1-256 characters
    /// @param data a record, or another type of [ValueForm]
    /// @return a builder; schema version 1, nothing is cut
    public static <T> Builder<T> named(String name, Class<T> data) {
        return new Builder<>(name, data);
    }

    /// A type of event with schema version 1 and no older ones.
    ///
    /// @param <T> the data's Java type
    /// @param name as of [#named]
    /// @param data as of [#named]
    /// @return the type
    /// @throws IllegalArgumentException as of [Builder#build]
    public static <T> EventType<T> of(String name, Class<T> data) {
        return named(name, data).build();
    }

    /// {@return what the events' `type` says}
    public String name() {
        return name;
    }

    /// {@return the version of the data's shape that is written}
    public int schemaVersion() {
        return schemaVersion;
    }

    /// Reads an event's data.
    ///
    /// @param event an event of this type, of this schema version or an older one with an upcaster
    /// @return the object; `D203` an event of another type; `D102` written by a newer version or
    ///     one too old, an upcaster threw, or fields do not fit, all of them named
    /// @throws io.elixirscope.foundation.error.FoundationException `D301`, as of [Event#data()]
    public Result<T> read(Event event) {
        if (!event.type.equals(name)) {
            return Result.err(EventErrors.otherType(event, name));
        }
        if (event.schemaVersion > schemaVersion || event.schemaVersion < oldest) {
            return unreadable(event, "only versions " + oldest + " to " + schemaVersion + " can be read");
        }
        Value data = event.data();
        for (int version = event.schemaVersion; version < schemaVersion; version++) {
            try {
                data = upcasters.get(version - oldest).apply(data);
            } catch (RuntimeException thrown) {
                return unreadable(event, "the upcaster of version " + version + " threw " + thrown);
            }
        }
        return TypedData.read(event, form, data);
    }

    private Result<T> unreadable(Event event, String problem) {
        return Result.err(EventErrors.unreadable(event, form.type().getName(), List.of(problem)));
    }

    /// Completes a builder with the type's data.
    Event.Builder fill(Event.Builder event, T data) {
        event.schemaVersion(schemaVersion);
        Value value = write(event, data);
        return event.data(maxFieldBytes == Integer.MAX_VALUE ? value : CutLogic.cut(value, maxFieldBytes));
    }

    private Value write(Event.Builder event, T data) {
        try {
            return form.write(data);
        } catch (IllegalArgumentException noForm) {
            event.fellBack();
            return TypedData.fallback(data, String.valueOf(noForm.getMessage()));
        }
    }

    /// Collects what a type of event is. Not thread-safe.
    ///
    /// @param <T> the data's Java type
    public static final class Builder<T> {
        private final String name;
        private final Class<T> data;
        private final TreeMap<Integer, UnaryOperator<Value>> upcasters = new TreeMap<>();
        private MethodHandles.@Nullable Lookup access;
        private int schemaVersion = 1;
        private int maxFieldBytes = Integer.MAX_VALUE;

        Builder(String name, Class<T> data) {
            this.name = Objects.requireNonNull(name, "name");
            this.data = Objects.requireNonNull(data, "data");
        }

        /// {@return this builder} Sets the version of the data's shape that is written; 1 unless
        /// set.
        ///
        /// @param version `>= 0`
        public Builder<T> schemaVersion(int version) {
            if (version < 0) {
                throw new IllegalArgumentException("schemaVersion must be >= 0, was " + version);
            }
            this.schemaVersion = version;
            return this;
        }

        /// {@return this builder} Says how data of one version becomes data of the next.
        ///
        /// @param from the older version; all from the oldest one given up to the current one must
        ///     be given
        /// @param upcaster gets what that version wrote; a pure function
        public Builder<T> upcast(int from, UnaryOperator<Value> upcaster) {
            if (upcasters.putIfAbsent(from, Objects.requireNonNull(upcaster, "upcaster")) != null) {
                throw new IllegalArgumentException("schema version " + from + " has two upcasters");
            }
            return this;
        }

        /// {@return this builder} Has each field of the data that is larger replaced by a marker,
        /// `{"$cut":{"bytes":…,"sha256":…,"preview":…}}`, before the event is built. Unless this is
        /// asked for nothing is ever cut. An event with a cut field does not read as an object
        /// again.
        ///
        /// @param bytes largest field, encoded, `>= 256`
        public Builder<T> cutFieldsAbove(int bytes) {
            if (bytes < 256) {
                throw new IllegalArgumentException("bytes must be >= 256, was " + bytes);
            }
            this.maxFieldBytes = bytes;
            return this;
        }

        /// {@return this builder} Lets the data's records be reached where their package is neither
        /// exported nor opened.
        ///
        /// @param lookup `MethodHandles.lookup()` of a class in the records' module
        public Builder<T> access(MethodHandles.Lookup lookup) {
            this.access = Objects.requireNonNull(lookup, "lookup");
            return this;
        }

        /// Makes the type; looks at the data's type by reflection.
        ///
        /// @return the type
        /// @throws IllegalArgumentException if the data's type has no [ValueForm], or a version
        ///     between the oldest upcaster's and the current one has none
        public EventType<T> build() {
            int expected = schemaVersion - upcasters.size();
            for (int version : upcasters.keySet()) {
                if (version != expected++) {
                    throw new IllegalArgumentException("event type " + name + " of schema version " + schemaVersion
                            + " must have upcasters from its oldest version on, has " + upcasters.keySet());
                }
            }
            return new EventType<>(this);
        }
    }
}
