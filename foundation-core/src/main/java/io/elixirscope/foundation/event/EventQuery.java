package io.elixirscope.foundation.event;

import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which events are wanted: all conditions must hold. Immutable.
///
/// ```java
/// EventQuery.builder().type("git.commit").where("added", Operator.GT, Value.of(3)).limit(10).build();
/// ```
///
/// Type, correlation id and cause are looked up; every other condition is tested event by event.
public final class EventQuery {
    private static final EventQuery ALL = builder().build();

    private final Set<String> types;
    private final @Nullable String correlationId;
    private final @Nullable String causeId;
    private final @Nullable String source;
    private final @Nullable String subject;
    private final @Nullable String node;
    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private final List<Condition> conditions;
    private final Order order;
    private final long limit;
    private final long afterPosition;
    private final @Nullable Duration timeout;

    private EventQuery(Builder from) {
        this.types = Set.copyOf(from.types);
        this.correlationId = from.correlationId;
        this.causeId = from.causeId;
        this.source = from.source;
        this.subject = from.subject;
        this.node = from.node;
        this.from = from.from;
        this.to = from.to;
        this.conditions = List.copyOf(from.conditions);
        this.order = from.order;
        this.limit = from.limit;
        this.afterPosition = from.afterPosition;
        this.timeout = from.timeout;
    }

    /// Which index a query goes by, as `explain` of a store says.
    ///
    /// @param index `correlation`, `cause` or `type`; empty: none, all positions are looked at
    /// @param candidates how many events are looked at; empty: as many as are read, the newest
    ///     first
    /// @param events how many events the store retains
    public record Plan(Optional<String> index, OptionalLong candidates, long events) {}

    /// Which way positions go.
    public enum Order {
        /// Oldest first.
        ASC,
        /// Newest first.
        DESC
    }

    /// How a value of the data is compared with the wanted one.
    public enum Operator {
        /// Equal.
        EQ,
        /// There, and not equal.
        NE,
        /// Less.
        LT,
        /// Less or equal.
        LE,
        /// Greater.
        GT,
        /// Greater or equal.
        GE
    }

    /// A condition on one value inside the data. Numbers compare by their number whatever their
    /// kind, texts by UTF-16 code units, instants by time, truth values and everything else only by
    /// equality. Where there is no value at the path, or it cannot be compared so, the condition
    /// does not hold.
    ///
    /// @param path names of fields and indexes of lists from the data's root, joined by dots;
    ///     empty: the root
    /// @param operator the comparison, with the event's value on its left
    /// @param value what to compare with
    public record Condition(String path, Operator operator, Value value) {
        /// Refuses null.
        public Condition {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(operator, "operator");
            Objects.requireNonNull(value, "value");
        }
    }

    /// {@return the query that every event matches, ascending}
    public static EventQuery all() {
        return ALL;
    }

    /// {@return a builder without conditions}
    public static Builder builder() {
        return new Builder();
    }

    /// {@return whether an event meets every condition; order, limit and position do not count}
    ///
    /// @param event the event to test
    public boolean matches(Event event) {
        return EventQueryLogic.matches(this, event);
    }

    /// Whether every retained event is a result.
    boolean wantsAll() {
        return types.isEmpty()
                && correlationId == null
                && causeId == null
                && source == null
                && subject == null
                && node == null
                && from == null
                && to == null
                && conditions.isEmpty()
                && limit < 0
                && afterPosition < 0;
    }

    /// {@return the types of which the event has one; empty: any}
    public Set<String> types() {
        return types;
    }

    /// {@return the wanted correlation id}
    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }

    /// {@return the wanted cause}
    public Optional<String> causeId() {
        return Optional.ofNullable(causeId);
    }

    /// {@return the wanted source}
    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    /// {@return the wanted subject}
    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    /// {@return the wanted node}
    public Optional<String> node() {
        return Optional.ofNullable(node);
    }

    /// {@return the earliest time of the happening, inclusive}
    public Optional<Instant> from() {
        return Optional.ofNullable(from);
    }

    /// {@return the end of the times of the happening, exclusive}
    public Optional<Instant> to() {
        return Optional.ofNullable(to);
    }

    /// {@return the conditions on the data}
    public List<Condition> conditions() {
        return conditions;
    }

    /// {@return which way positions go}
    public Order order() {
        return order;
    }

    /// {@return the most results wanted; empty: all}
    public OptionalLong limit() {
        return limit < 0 ? OptionalLong.empty() : OptionalLong.of(limit);
    }

    /// {@return how long reading the results may take; empty: as long as the context's deadline
    /// allows}
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /// {@return a builder that holds all of this query}
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.types.addAll(types);
        copy.conditions.addAll(conditions);
        copy.correlationId = correlationId;
        copy.causeId = causeId;
        copy.source = source;
        copy.subject = subject;
        copy.node = node;
        copy.from = from;
        copy.to = to;
        copy.order = order;
        copy.limit = limit;
        copy.afterPosition = afterPosition;
        copy.timeout = timeout;
        return copy;
    }

    /// {@return the position after which, in this query's order, results begin; empty: at the
    /// beginning}
    public OptionalLong afterPosition() {
        return afterPosition < 0 ? OptionalLong.empty() : OptionalLong.of(afterPosition);
    }

    /// Collects conditions. Not thread-safe.
    public static final class Builder {
        private final Set<String> types = new LinkedHashSet<>();
        private final List<Condition> conditions = new ArrayList<>();
        private @Nullable String correlationId;
        private @Nullable String causeId;
        private @Nullable String source;
        private @Nullable String subject;
        private @Nullable String node;
        private @Nullable Instant from;
        private @Nullable Instant to;
        private Order order = Order.ASC;
        private long limit = -1;
        private long afterPosition = -1;
        private @Nullable Duration timeout;

        private Builder() {}

        /// {@return this builder} Wants this type; called again, one of several.
        ///
        /// @param type an event type, compared whole
        public Builder type(String type) {
            types.add(Objects.requireNonNull(type, "type"));
            return this;
        }

        /// {@return this builder} Wants events of one operation.
        ///
        /// @param value the correlation id
        public Builder correlationId(String value) {
            this.correlationId = Objects.requireNonNull(value, "correlationId");
            return this;
        }

        /// {@return this builder} Wants the direct effects of one event.
        ///
        /// @param value the id that the effects name as their cause
        public Builder causeId(String value) {
            this.causeId = Objects.requireNonNull(value, "causeId");
            return this;
        }

        /// {@return this builder} Wants one source.
        ///
        /// @param value the source, compared whole
        public Builder source(String value) {
            this.source = Objects.requireNonNull(value, "source");
            return this;
        }

        /// {@return this builder} Wants one subject.
        ///
        /// @param value the subject, compared whole
        public Builder subject(String value) {
            this.subject = Objects.requireNonNull(value, "subject");
            return this;
        }

        /// {@return this builder} Wants one node.
        ///
        /// @param value the node, compared whole
        public Builder node(String value) {
            this.node = Objects.requireNonNull(value, "node");
            return this;
        }

        /// {@return this builder} Wants happenings at this time or later.
        ///
        /// @param inclusive the earliest time
        public Builder from(Instant inclusive) {
            this.from = Objects.requireNonNull(inclusive, "from");
            return this;
        }

        /// {@return this builder} Wants happenings before this time.
        ///
        /// @param exclusive the first time not wanted
        public Builder to(Instant exclusive) {
            this.to = Objects.requireNonNull(exclusive, "to");
            return this;
        }

        /// {@return this builder} Wants a condition on the data to hold; all of several.
        ///
        /// @param path as of [Condition]
        /// @param operator the comparison
        /// @param value what to compare with
        public Builder where(String path, Operator operator, Value value) {
            conditions.add(new Condition(path, operator, value));
            return this;
        }

        /// {@return this builder} Sets the order; ascending unless set.
        ///
        /// @param value which way positions go
        public Builder order(Order value) {
            this.order = Objects.requireNonNull(value, "order");
            return this;
        }

        /// {@return this builder} Bounds the number of results; all of them unless set.
        ///
        /// @param value `>= 0`
        public Builder limit(long value) {
            this.limit = atLeastZero("limit", value);
            return this;
        }

        /// {@return this builder} Goes on after a position: with greater ones ascending, with
        /// smaller ones descending.
        ///
        /// @param value `>= 0`, for instance that of the last result of the page before
        public Builder afterPosition(long value) {
            this.afterPosition = atLeastZero("afterPosition", value);
            return this;
        }

        /// {@return this builder} Bounds the time from the begin of the query to the last result
        /// read: then the cursor ends with `E301`. The deadline of the current
        /// [io.elixirscope.foundation.error.ErrorContext] holds too; without both a query may take
        /// as long as it takes.
        ///
        /// @param value `> 0`
        public Builder timeout(Duration value) {
            if (!value.isPositive()) {
                throw new IllegalArgumentException("timeout must be > 0, was " + value);
            }
            this.timeout = value;
            return this;
        }

        /// {@return the query}
        public EventQuery build() {
            return new EventQuery(this);
        }

        private static long atLeastZero(String name, long value) {
            if (value < 0) {
                throw new IllegalArgumentException(name + " must be >= 0, was " + value);
            }
            return value;
        }
    }
}
