package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.server.Cast;

/// What the server `notifier` understands.
public sealed interface Notifier {

    /// End an order and tell its customer.
    record Finish(Order order) implements Notifier, Cast<Notifier> {}

    /// Go on with what an earlier incarnation left.
    record Resume() implements Notifier, Cast<Notifier> {}

    /// Crash.
    record Crash(Moment moment) implements Notifier, Cast<Notifier> {}
}
