package io.elixirscope.foundation.event;

import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueCodec;
import io.elixirscope.foundation.value.ValueForm;
import io.elixirscope.foundation.value.ValueReading;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Something that happened: who says so, what kind, when, because of what, and its data.
///
/// Immutable and thread-safe. Two events are equal when all their fields are, the data by its
/// encoded bytes before they are deflated. The identity is (source, id): [EventIdentity]. The data
/// is kept encoded, deflated where it is larger than 1 KiB, and decoded when it is asked for.
///
/// ```java
/// Event placed = Event.builder("7", "/orders", "order.placed", now).data(Value.map(Map.of("sku",
/// Value.of("a-1")))).buildOrThrow();
/// ```
public final class Event {
    final String id;
    final String source;
    final String type;
    final @Nullable String subject;
    final Instant time;
    final @Nullable String correlationId;
    final @Nullable String causeId;
    final String node;
    final String origin;
    final long configVersion;
    final int schemaVersion;
    final SortedMap<String, String> attributes;
    final Payload payload;

    private Event(Builder from) {
        this.id = from.id;
        this.source = from.source;
        this.type = from.type;
        this.subject = from.subject;
        this.time = from.time;
        this.correlationId = from.correlationId;
        this.causeId = from.causeId;
        this.node = from.node;
        this.origin = from.origin;
        this.configVersion = from.configVersion;
        this.schemaVersion = from.schemaVersion;
        this.attributes = from.attributes.isEmpty() ? EventCodec.NO_ATTRIBUTES : new TreeMap<>(from.attributes);
        this.payload = from.payload == null ? Payload.of(ValueCodec.encode(Value.ofNull())) : from.payload;
    }

    /// {@return a builder of an event with the four fields that every event has}
    ///
    /// @param id 1-128 printable ASCII characters, unique for its source
    /// @param source who says so: a URI reference
    /// @param type what kind of happening
    /// @param time when it happened
    public static Builder builder(String id, String source, String type, Instant time) {
        return new Builder(id, source, type, time);
    }

    /// Reads the form that [#encoded()] gives. The bytes are bounded and checked, but the data
    /// inside is only decoded by [#data()]; whoever stores events guards them with a checksum.
    ///
    /// @param bytes holds the encoded event
    /// @param offset where it begins
    /// @param length how many bytes it has
    /// @return the event; `D102` when the bytes are not an event
    public static Result<Event> decode(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return EventCodec.decode(bytes, offset, length);
    }

    /// {@return the id its source gave it}
    public String id() {
        return id;
    }

    /// {@return who says so, a URI reference}
    public String source() {
        return source;
    }

    /// {@return source and id}
    public EventIdentity identity() {
        return new EventIdentity(source, id);
    }

    /// {@return what kind of happening}
    public String type() {
        return type;
    }

    /// {@return what it happened to}
    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    /// {@return when it happened, by the wall clock of its source}
    public Instant time() {
        return time;
    }

    /// {@return the operation it belongs to}
    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }

    /// {@return the id of the event that caused it: of its own source, else the only event with
    /// that id}
    public Optional<String> causeId() {
        return Optional.ofNullable(causeId);
    }

    /// {@return the node it happened on; empty: unknown}
    public String node() {
        return node;
    }

    /// {@return the server or thread it happened in; empty: unknown}
    public String origin() {
        return origin;
    }

    /// {@return the version of the configuration in force; 0: none}
    public long configVersion() {
        return configVersion;
    }

    /// {@return the version of the data's shape, `>= 0`}
    public int schemaVersion() {
        return schemaVersion;
    }

    /// {@return further CloudEvents extension attributes, sorted by name; unmodifiable}
    public Map<String, String> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    /// Decodes the data, at each call anew: what a store holds stays as small as its bytes.
    ///
    /// @return the data; null value when the event has none
    /// @throws FoundationException `D301`, when the event came from bytes whose data is not a value
    public Value data() {
        byte[] data = fullData();
        return switch (ValueCodec.decode(data, 0, data.length, EventCodec.DATA_LIMITS)) {
            case ValueReading.Decoded(Value value) -> value;
            case ValueReading.Corrupt(int offset, String problem) ->
                throw new FoundationException(EventErrors.corruptData(id, offset, problem));
        };
    }

    /// Reads the data as an object of a Java type, whatever the event's type and schema version.
    /// Looks at the type by reflection each time: an [EventType] does it once, and brings older
    /// versions up to date.
    ///
    /// @param <T> the Java type
    /// @param type a record, or any other type of [io.elixirscope.foundation.value.ValueForm]
    /// @return the object; `D102` with every field that does not fit
    /// @throws IllegalArgumentException if the type has no form
    /// @throws FoundationException `D301`, as of [#data()]
    public <T> Result<T> data(Class<T> type) {
        return TypedData.read(this, ValueForm.of(type), data());
    }

    /// Reads the data as the object of an event type, brought up to date where it was written by an
    /// older version.
    ///
    /// @param <T> the Java type
    /// @param type what this event is expected to be
    /// @return as of [EventType#read]
    public <T> Result<T> data(EventType<T> type) {
        return type.read(this);
    }

    /// {@return a copy of the data in the form of [ValueCodec]}
    ///
    /// @throws FoundationException `D301`, when the event came from bytes whose data cannot be
    ///     inflated
    public byte[] encodedData() {
        byte[] full = fullData();
        return payload.deflated() ? full : full.clone();
    }

    private byte[] fullData() {
        byte[] full = payload.full();
        if (full == null) {
            throw new FoundationException(EventErrors.corruptData(id, 0, "it cannot be inflated"));
        }
        return full;
    }

    /// {@return the whole event in its compact binary form, versioned; [#decode] reads it}
    public byte[] encoded() {
        return EventCodec.encode(this);
    }

    /// {@return the size of [#encoded()] in bytes, without making it}
    public int encodedSize() {
        return EventCodec.size(this);
    }

    /// {@return the size in bytes that limits go by: that of [#encoded()] if its data were not
    /// deflated}
    public int fullSize() {
        return EventCodec.fullSize(this);
    }

    /// {@return a builder that holds all fields of this event}
    public Builder toBuilder() {
        Builder copy = new Builder(id, source, type, time);
        copy.subject = subject;
        copy.correlationId = correlationId;
        copy.causeId = causeId;
        copy.node = node;
        copy.origin = origin;
        copy.configVersion = configVersion;
        copy.schemaVersion = schemaVersion;
        copy.attributes.putAll(attributes);
        copy.payload = payload;
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Event that
                && id.equals(that.id)
                && source.equals(that.source)
                && type.equals(that.type)
                && Objects.equals(subject, that.subject)
                && time.equals(that.time)
                && Objects.equals(correlationId, that.correlationId)
                && Objects.equals(causeId, that.causeId)
                && node.equals(that.node)
                && origin.equals(that.origin)
                && configVersion == that.configVersion
                && schemaVersion == that.schemaVersion
                && attributes.equals(that.attributes)
                && payload.sameAs(that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * source.hashCode() + id.hashCode();
    }

    @Override
    public String toString() {
        return "Event[" + type + " " + id + " from " + source + " at " + time + ", " + payload.fullLength()
                + " bytes of data]";
    }

    /// Collects the fields of one event. Not thread-safe.
    public static final class Builder {
        private final String id;
        private final String source;
        private final String type;
        private final Instant time;
        private final TreeMap<String, String> attributes = new TreeMap<>();
        private @Nullable String subject;
        private @Nullable String correlationId;
        private @Nullable String causeId;
        private String node = "";
        private String origin = "";
        private long configVersion;
        private int schemaVersion = 1;
        private @Nullable Payload payload;
        private byte @Nullable [] foreignData;
        private Consumer<String> onFallback = _ -> {};

        Builder(String id, String source, String type, Instant time) {
            this.id = Objects.requireNonNull(id, "id");
            this.source = Objects.requireNonNull(source, "source");
            this.type = Objects.requireNonNull(type, "type");
            this.time = Objects.requireNonNull(time, "time");
        }

        /// {@return this builder} Sets what the event happened to.
        ///
        /// @param value 1-4,096 characters; null: nothing
        public Builder subject(@Nullable String value) {
            this.subject = value;
            return this;
        }

        /// {@return this builder} Sets the operation that the event belongs to.
        ///
        /// @param value 1-128 printable ASCII characters; null: none
        public Builder correlationId(@Nullable String value) {
            this.correlationId = value;
            return this;
        }

        /// {@return this builder} Sets the event that caused this one.
        ///
        /// @param value an event's id, 1-128 printable ASCII characters; null: none. It need not be
        ///     stored (yet).
        public Builder causeId(@Nullable String value) {
            this.causeId = value;
            return this;
        }

        /// {@return this builder} Takes an event as the cause: its id, and its correlation id where
        /// none is set.
        ///
        /// @param cause the event that led to this one
        public Builder causedBy(Event cause) {
            this.causeId = cause.id;
            if (correlationId == null) {
                this.correlationId = cause.correlationId;
            }
            return this;
        }

        /// {@return this builder} Sets the node.
        ///
        /// @param value up to 256 characters; empty: unknown
        public Builder node(String value) {
            this.node = Objects.requireNonNull(value, "node");
            return this;
        }

        /// {@return this builder} Sets the server or thread.
        ///
        /// @param value up to 256 characters; empty: unknown
        public Builder origin(String value) {
            this.origin = Objects.requireNonNull(value, "origin");
            return this;
        }

        /// {@return this builder} Sets the version of the configuration in force.
        ///
        /// @param value `>= 0`; 0: none
        public Builder configVersion(long value) {
            this.configVersion = value;
            return this;
        }

        /// {@return this builder} Sets the version of the data's shape; 1 unless set.
        ///
        /// @param value `>= 0`
        public Builder schemaVersion(int value) {
            this.schemaVersion = value;
            return this;
        }

        /// {@return this builder} Adds one extension attribute.
        ///
        /// @param name 1-20 characters of `a-z0-9`, not the name of a field of the event
        /// @param value up to 4,096 characters
        public Builder attribute(String name, String value) {
            attributes.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /// {@return this builder} Adds extension attributes.
        ///
        /// @param all as of [#attribute], at most 64 in the event
        public Builder attributes(Map<String, String> all) {
            all.forEach(this::attribute);
            return this;
        }

        /// {@return this builder} Sets the data.
        ///
        /// @param value the data; encoded at once, and deflated where it is larger than 1 KiB and
        ///     gets smaller so
        public Builder data(Value value) {
            this.payload = Payload.of(ValueCodec.encode(value));
            this.foreignData = null;
            return this;
        }

        /// {@return this builder} Sets an object as the data, written as
        /// [io.elixirscope.foundation.value.ValueForm] says. What has no such form is not lost: it
        /// is kept as JSON text with a marker, `{"$json":{"type":…,"problem":…,"text":…}}`, and
        /// counted by [Events]; secrets in it do not show.
        ///
        /// @param object a record, or anything else
        public Builder data(Object object) {
            return data(TypedData.write(object, _ -> fellBack()));
        }

        /// {@return this builder} Sets the data in the form of [ValueCodec].
        ///
        /// @param bytes copied, and checked by `build`
        public Builder encodedData(byte[] bytes) {
            byte[] own = bytes.clone();
            this.payload = Payload.of(own);
            this.foreignData = own;
            return this;
        }

        /// {@return the event, or `D201` with every rule that the fields break}
        public Result<Event> build() {
            Event event = unchecked();
            var violations = EventValidator.violations(event, foreignData);
            return violations.isEmpty() ? Result.ok(event) : Result.err(EventErrors.violations(violations));
        }

        /// {@return the event}
        ///
        /// @throws FoundationException `D201`, with every rule that the fields break
        public Event buildOrThrow() {
            return build().orElseThrow();
        }

        Event unchecked() {
            return new Event(this);
        }

        Builder payload(Payload kept) {
            this.payload = kept;
            return this;
        }

        void fellBack() {
            onFallback.accept(type);
        }

        /// Who is told the event's type when an object had no form.
        Builder onFallback(Consumer<String> told) {
            this.onFallback = told;
            return this;
        }
    }
}
