/// Following a store of events: subscriptions that catch up and then go on live, named consumers
/// that remember how far they came, and projections.
///
/// Start at [io.elixirscope.foundation.event.subscription.Subscriptions]. Whoever follows reads the
/// store at his own pace: nobody queues events for him, so a slow one holds up no appender and
/// needs no memory. The thread of a subscription is its own, started through the `Scheduler`.
package io.elixirscope.foundation.event.subscription;
