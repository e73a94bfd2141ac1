package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.ServerRuntime;

/// The example of dynamic supervisors; `DynamicSnippetsSmokeTest` runs it.
final class DynamicSnippets {
    private DynamicSnippets() {}

    // @start region="dynamic"
    sealed interface Session {
        record Visits() implements Session, Call<Session, Integer> {}
    }

    static Result<Integer> visit(ServerRuntime runtime, String user) {
        var sessions = DynamicSupervisor.named("sessions").maxChildren(100).build();
        try (var tree =
                Supervisor.named("shop").child(sessions).build().start(runtime).orElseThrow()) {
            var session = GenServer.named("session-" + user, Session.class)
                    .init(_ -> Init.ready(0))
                    .onCall(Session.Visits.class, (_, visits) -> Reply.ok(visits + 1, visits + 1))
                    .build();
            return tree.children(sessions).start(session).flatMap(server -> server.call(new Session.Visits()));
        }
    }
    // @end region="dynamic"
}
