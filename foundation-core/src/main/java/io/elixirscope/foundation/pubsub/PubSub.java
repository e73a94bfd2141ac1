package io.elixirscope.foundation.pubsub;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.telemetry.Tally;
import io.elixirscope.foundation.telemetry.TelemetryEvent;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Delivers published messages to whoever has subscribed to their topic, in one process;
/// Phoenix's `PubSub`. Thread-safe; nothing here waits for a subscriber.
///
/// A topic is text of 1-128 printable ASCII characters without space and `*`, in segments
/// separated by dots, such as `orders.eu.placed`. One subscribes to a topic, to all below one
/// (`orders.*`, which is not `orders` itself), or to all (`*`). Two subscriptions are two
/// deliveries, even of the same server to the same topic.
///
/// Each subscription has a queue of 256 messages unless it says otherwise. What is too much is
/// dropped, counted and told. The messages of one publisher's thread reach a subscriber in the
/// order in which they were published.
///
/// Emits `elixir_scope.pubsub.published`, `elixir_scope.pubsub.dropped`.
///
/// {@snippet class="io.elixirscope.foundation.pubsub.PubSubSnippets" region="pubsub"}
///
/// @see <a href="https://hexdocs.pm/phoenix_pubsub/Phoenix.PubSub.html">Phoenix.PubSub</a>
public final class PubSub implements AutoCloseable {
    private static final int CAPACITY = 256;
    private static final Result<Integer> NOBODY = Result.ok(0);

    private final ServerRuntime runtime;
    private final Receivers receivers;
    private final TelemetryEvent published;
    private final TelemetryEvent droppedEvent;
    private final LongAdder dropped = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile boolean closed;

    /// One without subscriptions, for at most 100,000.
    ///
    /// @param runtime the runtime of the servers that subscribe
    public PubSub(ServerRuntime runtime) {
        this(runtime, 100_000);
    }

    /// One without subscriptions.
    ///
    /// @param runtime the runtime of the servers that subscribe
    /// @param maxSubscriptions how many there may be at a time, `>= 1`
    /// @throws IllegalArgumentException if `maxSubscriptions` is below 1
    public PubSub(ServerRuntime runtime, int maxSubscriptions) {
        this.runtime = Objects.requireNonNull(runtime, "runtime");
        this.receivers = new Receivers(maxSubscriptions);
        this.published = runtime.telemetry().event("elixir_scope.pubsub.published", MeasurementUnit.COUNT, "topic");
        this.droppedEvent =
                runtime.telemetry().event("elixir_scope.pubsub.dropped", MeasurementUnit.COUNT, "topic", "subscriber");
    }

    /// Gives a message to all who have subscribed to its topic and type. Does not wait. It is
    /// shared: publish what is immutable. In a server's code nothing is published once its
    /// incarnation is fenced; what was on its way then may arrive.
    ///
    /// It looks at the text of the topic each time. Who publishes often makes a [Topic] once and
    /// uses [Topic#publish(Object)], whose messages have a type as well.
    ///
    /// An `Err` is `D204 invalid_input` (no topic), `S404 incarnation_fenced` or `S102
    /// service_unavailable` (after the end).
    ///
    /// @param topic such as `orders.placed`
    /// @param message what they get
    /// @return how many subscriptions took it
    public Result<Integer> publish(String topic, Object message) {
        Objects.requireNonNull(message, "message");
        String problem = receivers.knows(topic) ? null : TopicLogic.problem(topic);
        if (problem != null) {
            return Result.err(PubSubErrors.badTopic(topic, problem));
        }
        return publish(topic, receivers.hasPrefixes() ? TopicLogic.stems(topic) : List.of(), message);
    }

    /// What has a topic that was looked at before.
    Result<Integer> publish(String topic, List<String> stems, Object message) {
        Incarnation publisher = Incarnation.current();
        if (publisher != null && publisher.fenced()) {
            return Result.err(PubSubErrors.fenced(topic, publisher));
        }
        if (closed) {
            return Result.err(PubSubErrors.closed(topic));
        }
        int reached = receivers.isEmpty() ? 0 : deliver(receivers.of(topic, stems), message, publisher);
        if (published.enabled()) {
            published.emit(reached, topic);
        }
        return reached == 0 ? NOBODY : Result.ok(reached);
    }

    private static int deliver(List<Receiver<?>> all, Object message, @Nullable Incarnation publisher) {
        if (all.isEmpty()) {
            return 0;
        }
        var item = new Item(message, ErrorContext.currentOrNull());
        int reached = 0;
        for (Receiver<?> receiver : all) {
            reached += receiver.accept(item, publisher) ? 1 : 0;
        }
        return reached;
    }

    /// A topic and a type of message, to subscribe and to publish. Nothing is subscribed yet, and
    /// a text that is no topic is refused by what is done with it.
    ///
    /// @param <T> the type of the messages
    /// @param topic a topic or, to subscribe, a prefix such as `orders.*`
    /// @param type which of its messages
    /// @return the handle, for any number of subscriptions and messages
    public <T> Topic<T> topic(String topic, Class<T> type) {
        return new Topic<>(
                this,
                TopicText.of(Objects.requireNonNull(topic, "topic")),
                Objects.requireNonNull(type, "type"),
                CAPACITY,
                Overflow.DROP_NEWEST);
    }

    <R extends Receiver<?>> Result<R> add(R receiver, TopicText text) {
        String topic = text.text();
        String problem = text.patternProblem();
        if (problem != null) {
            return Result.err(PubSubErrors.badTopic(topic, problem));
        }
        if (closed) {
            return Result.err(PubSubErrors.closed(topic));
        }
        Incarnation owner = receiver.owner();
        if (owner != null && !owner.atEnd(receiver.ending())) {
            return Result.err(PubSubErrors.fenced(topic, owner));
        }
        if (!receivers.add(receiver)) {
            if (owner != null) {
                owner.notAtEnd(receiver.ending());
            }
            return Result.err(PubSubErrors.full(topic, receivers.max()));
        }
        // first in, then look: who ends it after this look finds it in
        if (owner != null && owner.fenced()) {
            receiver.end();
            receivers.remove(receiver);
            return Result.err(PubSubErrors.fenced(topic, owner));
        }
        if (closed) {
            receiver.end();
            return Result.err(PubSubErrors.closed(topic));
        }
        return Result.ok(receiver);
    }

    void remove(Receiver<?> receiver) {
        receivers.remove(receiver);
    }

    /// All subscriptions that have not ended.
    ///
    /// @return a copy, in no order
    public List<Subscription> subscriptions() {
        return List.copyOf(receivers.all());
    }

    /// Ends all subscriptions and refuses new ones; what is published from now on is refused too.
    /// Does not wait for handlers that are running.
    @Override
    public void close() {
        closed = true;
        receivers.all().forEach(Receiver::end);
    }

    /// How it does: DEGRADED while a subscription's queue is full. Details: how many
    /// subscriptions there are, and how many messages were dropped and handlers' calls threw so
    /// far.
    ///
    /// @return the health now
    public ServiceHealth health() {
        List<String> reasons = new ArrayList<>();
        List<Receiver<?>> all = receivers.all();
        for (Receiver<?> receiver : all) {
            if (receiver.waiting() >= receiver.capacity()) {
                reasons.add("the queue of " + receiver.subscriber() + " for " + receiver.topic() + " is full: "
                        + receiver.capacity() + " messages wait");
            }
        }
        Map<String, Value> details = new LinkedHashMap<>();
        details.put("subscriptions", Value.of(all.size()));
        details.put("dropped", Value.of(dropped.sum()));
        details.put("failed", Value.of(failed.sum()));
        return new ServiceHealth(reasons.isEmpty() ? HealthStatus.HEALTHY : HealthStatus.DEGRADED, reasons, details);
    }

    void dropped(long number) {
        dropped.add(number);
    }

    /// A handler threw.
    void failed(FoundationError error) {
        failed.increment();
        runtime.errors().record(error);
    }

    Tally tally(Subscription subscription) {
        return new Tally(
                runtime.scheduler(), runtime.timers(), droppedEvent, subscription.topic(), subscription.subscriber());
    }

    ServerRuntime runtime() {
        return runtime;
    }
}
