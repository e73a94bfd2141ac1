package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.examples.orders.lines.Acknowledgement;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.Cast;

/// What the server `intake` understands.
public sealed interface Intake {

    /// Accept an order. The answer comes when the order is durable; asking again gives the same answer.
    record Place(Order order) implements Intake, Call<Intake, Acknowledgement> {}

    /// Accept no more.
    record Close() implements Intake, Call<Intake, Done> {}

    /// Go on with what an earlier incarnation left.
    record Resume() implements Intake, Cast<Intake> {}

    /// Crash.
    record Crash(Moment moment) implements Intake, Cast<Intake> {}
}
