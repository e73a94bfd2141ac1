package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.server.Cast;

/// What the server `inventory` understands.
public sealed interface Inventory {

    /// Set the goods of an order aside.
    record Reserve(Order order) implements Inventory, Cast<Inventory> {}

    /// New goods arrive, every so often.
    record Deliver() implements Inventory, Cast<Inventory> {}

    /// Go on with what an earlier incarnation left.
    record Resume() implements Inventory, Cast<Inventory> {}

    /// Crash.
    record Crash(Moment moment) implements Inventory, Cast<Inventory> {}
}
