package io.elixirscope.foundation.benchmarks.servers;

import io.elixirscope.foundation.benchmarks.loop.Contender;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Server;

/// Calls of a server that nobody listens to, from threads that have no context.
final class OurCalls implements Contender.Looped {
    private final Host host;
    private final Server<Counting, Counted> server;

    OurCalls(Counting.Handlers handlers) {
        var counting = Counting.server("counting", handlers);
        host = new Host(counting);
        server = host.ref(counting);
    }

    @Override
    public Operation operation(int caller) {
        return () -> counted(server.call(Counting.INCREMENT));
    }

    static Counted counted(Result<Counted> answer) {
        if (answer instanceof Result.Ok<Counted>(var counted)) {
            return counted;
        }
        throw new IllegalStateException(answer.toString());
    }

    @Override
    public void close() {
        host.close();
    }
}
