package io.elixirscope.foundation.benchmarks.servers;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.benchmarks.loop.Callers;
import io.elixirscope.foundation.benchmarks.loop.Contender;
import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Calls of a non-blocking server in a whole Foundation, whose metrics count each of them, with a
/// time-out of their own. Each caller is a server, whose epoch is looked at, and its handler runs
/// in a context that has a deadline.
final class OurCallsWithEverything implements Contender.Looped {
    private static final Duration DEADLINE = Duration.ofHours(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Foundation foundation;
    private final Server<Counting, Counted> server;
    private final List<Server<Calling, Done>> callers = new ArrayList<>();

    private sealed interface Calling {
        record Repeat(Runnable loop) implements Calling, Call<Calling, Done> {}
    }

    OurCallsWithEverything(Callers asked) {
        var counting = Counting.server("counting", Counting.Handlers.NON_BLOCKING);
        var root = Supervisor.named("application").child(counting);
        List<GenServer<Calling, Done>> definitions = new ArrayList<>();
        for (int caller = 0; caller < asked.count(); caller++) {
            var calling = calling("caller-" + caller, asked.kind());
            definitions.add(calling);
            root.child(calling);
        }
        foundation = Foundation.builder().supervise(root.build()).start().orElseThrow();
        server = foundation.ref(counting);
        definitions.forEach(definition -> callers.add(foundation.ref(definition)));
    }

    private static GenServer<Calling, Done> calling(String name, Callers.Kind kind) {
        var builder = GenServer.named(name, Calling.class)
                .init(_ -> Init.ready(Done.DONE))
                .onCall(Calling.Repeat.class, (repeat, state) -> {
                    repeat.loop().run();
                    return Reply.ok(Done.DONE, state);
                });
        return kind == Callers.Kind.PLATFORM ? builder.ownThread().build() : builder.build();
    }

    @Override
    public Operation operation(int caller) {
        return () -> OurCalls.counted(server.call(Counting.INCREMENT, TIMEOUT));
    }

    @Override
    public void around(int caller, Runnable loop) {
        foundation.newContext("benchmark").withDeadline(DEADLINE).run(() -> {
            var _ = callers.get(caller).call(new Calling.Repeat(loop), DEADLINE).orElseThrow();
        });
    }

    @Override
    public void close() {
        foundation.close();
    }
}
