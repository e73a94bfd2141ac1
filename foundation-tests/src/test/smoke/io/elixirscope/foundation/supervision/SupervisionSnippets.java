package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;

/// The example of children changed at run time; `SupervisionSnippetsSmokeTest` runs it.
final class SupervisionSnippets {
    private SupervisionSnippets() {}

    // @start region="run-time"
    static Result<Done> replace(SupervisorChildren children, GenServer<?, ?> old, GenServer<?, ?> next) {
        return children.stop(old.name())
                .flatMap(_ -> children.delete(old.name()))
                .flatMap(_ -> children.start(ChildSpec.of(next).restart(RestartType.TRANSIENT)));
    }
    // @end region="run-time"
}
