package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Cast;

/// What the server `billing` understands.
public sealed interface Billing {

    /// Charge an order.
    record Charge(Order order) implements Billing, Cast<Billing> {}

    /// Charge it again, after a pause.
    ///
    /// @param attempt from 2
    record Retry(Order order, int attempt) implements Billing, Cast<Billing> {}

    /// An attempt is over.
    ///
    /// @param attempt from 1
    /// @param answer the id of the charge, or what went wrong
    record Answered(Order order, int attempt, Result<String> answer) implements Billing, Cast<Billing> {}

    /// Go on with what an earlier incarnation left.
    record Resume() implements Billing, Cast<Billing> {}

    /// Crash.
    record Crash(Moment moment) implements Billing, Cast<Billing> {}
}
