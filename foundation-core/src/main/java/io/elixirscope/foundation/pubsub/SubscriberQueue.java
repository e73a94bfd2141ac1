package io.elixirscope.foundation.pubsub;

import java.time.Duration;
import java.util.Optional;

/// A subscription whose messages wait until a thread takes them. Thread-safe: each message is
/// given once.
///
/// @param <T> the type of the messages
public interface SubscriberQueue<T> extends Subscription {
    /// Takes the oldest message. Does not wait.
    ///
    /// @return empty if none waits
    Optional<T> poll();

    /// Takes the oldest message, waiting for one; blocks at most for `limit`, or until the
    /// subscription ends.
    ///
    /// @param limit how long, `>= 0`
    /// @return empty if none came
    /// @throws InterruptedException if this thread is interrupted meanwhile
    /// @throws IllegalArgumentException if `limit` is negative
    /// @throws io.elixirscope.foundation.error.FoundationException `S405 blocking_call_refused`
    ///     in a handler of a non-blocking server, whether a message waits or not; [#poll()] and a
    ///     limit of zero are allowed there
    Optional<T> poll(Duration limit) throws InterruptedException;
}
