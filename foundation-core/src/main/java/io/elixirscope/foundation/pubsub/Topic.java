package io.elixirscope.foundation.pubsub;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.server.ServerContext;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/// A topic, or all below one, and a type of message: to publish, and to subscribe with a bound on
/// how many may wait. Immutable, thread-safe; make it once, its text is looked at then.
///
/// Subscribing does not wait. An `Err` of it is `D204 invalid_input` (no topic), `S201
/// resource_exhausted` (as many subscriptions as may be), `S404 incarnation_fenced` or `S102
/// service_unavailable` (after the end).
///
/// @param <T> the type of the messages; others of the topic are not for its subscribers, and no
///     loss
public final class Topic<T> {
    private static final int MAX_CAPACITY = 1_000_000;

    private final PubSub pubSub;
    private final TopicText text;
    private final Class<T> type;
    private final int capacity;
    private final Overflow overflow;

    Topic(PubSub pubSub, TopicText text, Class<T> type, int capacity, Overflow overflow) {
        this.pubSub = pubSub;
        this.text = text;
        this.type = type;
        this.capacity = capacity;
        this.overflow = overflow;
    }

    /// The same with another bound.
    ///
    /// @param messages how many may wait for the subscriber, `1..1,000,000`; 256 unless given
    /// @return a copy
    /// @throws IllegalArgumentException if out of range
    public Topic<T> capacity(int messages) {
        if (messages < 1 || messages > MAX_CAPACITY) {
            throw new IllegalArgumentException("capacity must be 1.." + MAX_CAPACITY + " messages, was " + messages);
        }
        return new Topic<>(pubSub, text, type, messages, overflow);
    }

    /// The same with another way to deal with what is too much.
    ///
    /// @param way what is dropped; the newest unless given
    /// @return a copy
    public Topic<T> overflow(Overflow way) {
        return new Topic<>(pubSub, text, type, capacity, Objects.requireNonNull(way, "overflow"));
    }

    /// Gives a message to all who have subscribed to the topic and its type, as
    /// [PubSub#publish(String, Object)] does. Does not wait. While nobody has, it costs a few
    /// volatile reads and look-ups: the text is not looked at again.
    ///
    /// An `Err` is `D204 invalid_input` (a prefix, or no topic), `S404 incarnation_fenced` or
    /// `S102 service_unavailable` (after the end).
    ///
    /// @param message what they get; immutable, as it is shared
    /// @return how many subscriptions took it
    public Result<Integer> publish(T message) {
        Objects.requireNonNull(message, "message");
        String problem = text.problem();
        return problem == null
                ? pubSub.publish(text.text(), text.stems(), message)
                : Result.err(PubSubErrors.badTopic(text.text(), problem));
    }

    /// Subscribes the server whose code this is: each message becomes a cast, which the server
    /// handles in its publisher's [io.elixirscope.foundation.error.ErrorContext]. Messages wait
    /// beside the server's mailbox, not in it: they take none of its places.
    ///
    /// @param <P> the server's protocol
    /// @param context what the server's code was given
    /// @param cast makes the server's message; runs on its thread, as part of the handling
    /// @return the subscription, for this incarnation; subscribe in `init`
    /// @throws IllegalStateException outside of the server's own code
    public <P> Result<Subscription> subscribe(ServerContext<P> context, Function<? super T, ? extends Cast<P>> cast) {
        Incarnation own = Incarnation.of(context);
        Objects.requireNonNull(cast, "cast");
        return added(new ServerReceiver<>(pubSub, this, own, cast)).map(subscription -> subscription);
    }

    /// Subscribes a function. It is called for one message at a time, in a child of its
    /// publisher's [io.elixirscope.foundation.error.ErrorContext], on a virtual thread that is
    /// there while messages are. What it throws is recorded as `S401 internal_error`; it gets the
    /// next message all the same.
    ///
    /// @param handler gets the messages; may block
    /// @return the subscription; made in a server's code it ends with that incarnation
    public Result<Subscription> subscribe(Consumer<? super T> handler) {
        Objects.requireNonNull(handler, "handler");
        return added(new HandlerReceiver<>(pubSub, this, Incarnation.current(), handler))
                .map(subscription -> subscription);
    }

    /// Subscribes a queue that threads read.
    ///
    /// @return the subscription; made in a server's code it ends with that incarnation
    public Result<SubscriberQueue<T>> queue() {
        return added(new QueueReceiver<>(pubSub, this, Incarnation.current())).map(queue -> queue);
    }

    private <R extends Receiver<?>> Result<R> added(R receiver) {
        return pubSub.add(receiver, text);
    }

    String pattern() {
        return text.text();
    }

    Class<T> type() {
        return type;
    }

    Inbox inbox() {
        return new Inbox(capacity, overflow);
    }

    @Override
    public String toString() {
        return "Topic[" + text.text() + ", " + type.getSimpleName() + "]";
    }
}
