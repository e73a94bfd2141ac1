package io.elixirscope.foundation.benchmarks.servers;

import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.GenServerBuilder;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Reply;
import java.time.Duration;

/// The protocol of our own server that counts.
sealed interface Counting {
    /// Messages that wait; a cast that finds no place waits as well, as in a bounded queue.
    int MAILBOX = 1_024;

    Duration LIMIT = Duration.ofSeconds(5);

    Increment INCREMENT = new Increment();
    Add ADD = new Add();
    Fail FAIL = new Fail();

    /// Counts and answers the new count.
    record Increment() implements Counting, Call<Counting, Counted> {}

    /// Counts.
    record Add() implements Counting, Cast<Counting> {}

    /// Crashes the server.
    record Fail() implements Counting, Call<Counting, Counted> {}

    /// Where calls are handled.
    enum Handlers {
        /// on the server's own thread
        QUEUED,
        /// on the caller's thread while the server is idle
        NON_BLOCKING
    }

    static GenServer<Counting, Counted> server(String name, Handlers handlers) {
        GenServerBuilder<Counting, Counted, Counted> builder = GenServer.named(name, Counting.class)
                .init(_ -> Init.ready(Counted.NONE))
                .mailbox(MAILBOX, GenServer.Overflow.block(LIMIT))
                .onCall(Increment.class, (_, state) -> {
                    Counted next = state.next();
                    return Reply.ok(next, next);
                })
                .onCall(Fail.class, (_, _) -> {
                    throw new IllegalStateException("asked to");
                })
                .onCast(Add.class, (_, state) -> Next.state(state.next()));
        return switch (handlers) {
            case QUEUED -> builder.build();
            case NON_BLOCKING -> builder.nonBlocking().build();
        };
    }
}
