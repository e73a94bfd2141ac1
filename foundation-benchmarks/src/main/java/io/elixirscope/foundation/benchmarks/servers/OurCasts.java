package io.elixirscope.foundation.benchmarks.servers;

import io.elixirscope.foundation.benchmarks.loop.Contender;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Server;

/// Casts to a server, which wait for a place in its bounded mailbox, and a call that waits for
/// them.
final class OurCasts implements Contender.Looped {
    private final Host host;
    private final Server<Counting, Counted> server;
    private final int castsOfRun;

    OurCasts(int castsOfRun) {
        var counting = Counting.server("counting", Counting.Handlers.QUEUED);
        this.host = new Host(counting);
        this.server = host.ref(counting);
        this.castsOfRun = castsOfRun;
    }

    @Override
    public Operation operation(int caller) {
        return () -> {
            for (int i = 0; i < castsOfRun; i++) {
                if (server.cast(Counting.ADD) instanceof Result.Err<?>(var error)) {
                    throw new IllegalStateException(error.message());
                }
            }
            return OurCalls.counted(server.call(Counting.INCREMENT));
        };
    }

    @Override
    public int worksOfRun() {
        return castsOfRun;
    }

    @Override
    public void close() {
        host.close();
    }
}
