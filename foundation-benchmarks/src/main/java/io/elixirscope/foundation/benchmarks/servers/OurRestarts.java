package io.elixirscope.foundation.benchmarks.servers;

import io.elixirscope.foundation.benchmarks.loop.Contender;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Server;

/// A message that crashes the server, then a call that the next incarnation answers.
final class OurRestarts implements Contender.Looped {
    private final Host host;
    private final Server<Counting, Counted> server;

    OurRestarts() {
        var counting = Counting.server("counting", Counting.Handlers.QUEUED);
        host = new Host(counting);
        server = host.ref(counting);
    }

    @Override
    public Operation operation(int caller) {
        return () -> {
            if (server.call(Counting.FAIL) instanceof Result.Ok) {
                throw new IllegalStateException("did not crash");
            }
            Counted counted = OurCalls.counted(server.call(Counting.INCREMENT));
            if (counted.count() != 1) {
                throw new IllegalStateException("did not begin anew: " + counted);
            }
            return counted;
        };
    }

    @Override
    public void close() {
        host.close();
    }
}
