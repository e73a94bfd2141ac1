package io.elixirscope.foundation.pubsub;

/// One subscriber's interest in a topic, until it is ended. Thread-safe.
///
/// It ends by [#unsubscribe()], with the incarnation of the server in whose code it was made, or
/// with its [PubSub]. What waits in its queue then is dropped and counted.
public interface Subscription extends AutoCloseable {
    /// What it was made with: a topic, or a prefix such as `orders.*`.
    ///
    /// @return the topic
    String topic();

    /// Who gets the messages.
    ///
    /// @return the server's name, `handler` or `queue`
    String subscriber();

    /// Ends it. When this returns nothing more is delivered. No effect if it has ended.
    ///
    /// Only the server's own code ends the subscription of a server. A read of a queue that has
    /// taken its message already returns it.
    ///
    /// For a handler this waits until its call under way has returned, however long; an interrupt
    /// does not end the wait, its flag is kept. It does not wait inside that very call, nor inside
    /// the call of another handler that the call under way waits for, directly or through more
    /// handlers, by its own `unsubscribe`: two that end each other both return.
    ///
    /// @throws IllegalStateException outside of the server's own code, if the subscriber is a
    ///     server
    /// @throws io.elixirscope.foundation.error.FoundationException `S405 blocking_call_refused`
    ///     in a handler of a non-blocking server, if the subscriber is a handler: nothing has
    ///     ended; `terminate` may end it
    void unsubscribe();

    /// [#unsubscribe()].
    @Override
    default void close() {
        unsubscribe();
    }

    /// Whether it still gets messages.
    ///
    /// @return false once it has ended
    boolean active();

    /// Messages that wait in its queue.
    ///
    /// @return `0..capacity`
    int waiting();

    /// How many messages may wait.
    ///
    /// @return messages
    int capacity();

    /// Messages that its subscriber got.
    ///
    /// @return how many so far
    long delivered();

    /// Messages that it was to get and did not: its queue was full, or it ended first.
    ///
    /// @return how many so far
    long dropped();
}
