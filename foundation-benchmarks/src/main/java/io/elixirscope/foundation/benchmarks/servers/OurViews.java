package io.elixirscope.foundation.benchmarks.servers;

import io.elixirscope.foundation.benchmarks.loop.Contender;
import io.elixirscope.foundation.server.Server;

/// Reads of a server's view.
final class OurViews implements Contender.Looped {
    private final Host host;
    private final Server<Counting, Counted> server;

    OurViews() {
        var counting = Counting.server("counting", Counting.Handlers.QUEUED);
        host = new Host(counting);
        server = host.ref(counting);
    }

    @Override
    public Operation operation(int caller) {
        return server::read;
    }

    @Override
    public void close() {
        host.close();
    }
}
