package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.value.Redacted;

/// The example of the introspection; `IntrospectionSnippetsSmokeTest` runs it.
final class IntrospectionSnippets {
    private IntrospectionSnippets() {}

    // @start region="introspection"
    record Till(int sold, @Redacted String key) {}

    sealed interface Sales {
        record Sell(int number) implements Sales, Call<Sales, Integer> {}
    }

    static final GenServer<Sales, Till> TILL = GenServer.named("till", Sales.class)
            .init(_ -> Init.ready(new Till(0, "4711")))
            .onCall(
                    Sales.Sell.class,
                    (sell, till) -> Reply.ok(till.sold() + 1, new Till(till.sold() + sell.number(), till.key())))
            .build();

    static String look(ServerRuntime runtime) {
        try (var tree =
                Supervisor.named("shop").child(TILL).build().start(runtime).orElseThrow()) {
            runtime.ref(TILL).call(new Sales.Sell(3)).orElseThrow();
            var introspection = tree.introspection();
            introspection.suspend("till").orElseThrow();
            Result<Introspection.ServerStatus> status = introspection.server("till");
            introspection.resume("till").orElseThrow();
            return status.map(till -> till.child().state() + " " + till.view()).orElseThrow();
        }
    }
    // @end region="introspection"
}
