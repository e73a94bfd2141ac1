package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;

/// The server that opens a table of tasks when it starts and ends the tasks when it stops. A crash of it ends none. It
/// has a platform thread, so that tasks that compute for long cannot hold up their own stop.
final class TaskServer {
    private TaskServer() {}

    /// What the server can be asked.
    sealed interface Protocol {
        /// Cancels all tasks; answers how many.
        record CancelAll() implements Protocol, Call<Protocol, Integer> {}
    }

    static GenServer<Protocol, TaskSupervisor.Counts> definition(String name, TaskTable table, Shutdown shutdown) {
        return GenServer.named(name, Protocol.class)
                .init(_ -> {
                    table.open();
                    return Init.ready(table);
                })
                .onCall(Protocol.CancelAll.class, (_, tended) -> Reply.ok(tended.cancelAll(), tended))
                .view(TaskTable::counts)
                .terminate((reason, tended) -> {
                    if (!(reason instanceof ExitReason.Failed)) {
                        tended.stop(shutdown);
                    }
                })
                .ownThread()
                .build();
    }
}
