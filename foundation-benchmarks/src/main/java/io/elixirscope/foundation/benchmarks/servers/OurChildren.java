package io.elixirscope.foundation.benchmarks.servers;

import io.elixirscope.foundation.benchmarks.loop.Contender;
import io.elixirscope.foundation.server.GenServer;

/// Servers that are started below a dynamic supervisor, each when the one before is ready.
final class OurChildren {
    private OurChildren() {}

    private static void start(Host host, GenServer<Counting, Counted> server) {
        var _ = host.children().start(server).orElseThrow();
    }

    /// Starts one and stops it again.
    static final class StartStop implements Contender.Looped {
        private final Host host = new Host();
        private final Counting.Handlers handlers;

        StartStop(Counting.Handlers handlers) {
            this.handlers = handlers;
        }

        @Override
        public Operation operation(int caller) {
            var server = Counting.server("child-" + caller, handlers);
            return () -> {
                start(host, server);
                return host.children().stop(server.name()).orElseThrow();
            };
        }

        @Override
        public void close() {
            host.close();
        }
    }

    /// Starts them, calls each once, and keeps them.
    static final class Idle implements Contender.Heaped {
        private final Host host = new Host();
        private final Counting.Handlers handlers;
        private int made;

        Idle(Counting.Handlers handlers) {
            this.handlers = handlers;
        }

        @Override
        public void add(int count) {
            for (int i = 0; i < count; i++) {
                var server = Counting.server("idle-" + made++, handlers);
                start(host, server);
                var _ = OurCalls.counted(host.ref(server).call(Counting.INCREMENT));
            }
        }

        @Override
        public void close() {
            host.close();
        }
    }
}
