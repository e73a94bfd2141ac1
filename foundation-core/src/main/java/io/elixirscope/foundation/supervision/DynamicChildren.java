package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.time.Gate;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// The children of a running [DynamicSupervisor]. Thread-safe.
public final class DynamicChildren {
    private final DynamicSupervisor supervisor;
    private final SupervisorNode node;
    private final TreeParts parts;

    DynamicChildren(DynamicSupervisor supervisor, SupervisorNode node, TreeParts parts) {
        this.supervisor = supervisor;
        this.node = node;
        this.parts = parts;
    }

    /// Starts a server: permanent, stopped within 5 seconds. As [#start(ChildSpec)].
    ///
    /// @param <P> the server's protocol
    /// @param <V> the server's view
    /// @param server the server
    /// @return its handle, or why it was not started
    public <P, V> Result<Server<P, V>> start(GenServer<P, V> server) {
        return start(ChildSpec.of(server)).map(_ -> parts.runtime().ref(server));
    }

    /// Starts a child. Blocks until it is ready or has failed. A server whose `init` gives
    /// [io.elixirscope.foundation.server.Init#ignore()] is not kept, and that is no error.
    ///
    /// An `Err` is `S201 resource_exhausted` (as many children as there may be), `D204 invalid_input` (a child or
    /// server of that name is there), `S101 initialization_failed` (its `init`), or `S102 service_unavailable` (the
    /// supervisor does not run, or the child was stopped meanwhile).
    ///
    /// @param spec the child
    /// @return done, or why it was not started
    public Result<Done> start(ChildSpec spec) {
        Objects.requireNonNull(spec, "spec");
        return ask(done -> node.add(spec, done));
    }

    /// Stops a child in its own time and forgets it: its name is free. Blocks until it has ended.
    ///
    /// An `Err` is `D401 data_not_found` (no such child), `S102 service_unavailable` (the supervisor does not run)
    /// or `S403 call_cycle` (a server asks for its own end).
    ///
    /// @param id the child's name
    /// @return done, or why not
    public Result<Done> stop(String id) {
        Incarnation asking = Incarnation.current();
        if (asking != null && asking.server().equals(id)) {
            return Result.err(DynamicErrors.ownChild(supervisor.definition(), id));
        }
        return ask(done -> node.stop(id, done));
    }

    /// How the children do, in the order in which they were started.
    ///
    /// @return their status now
    public List<ChildStatus> children() {
        return node.status(0).children();
    }

    private Result<Done> ask(Consumer<Consumer<Result<Done>>> operation) {
        var answer = new Gate<Result<Done>>(parts.runtime().scheduler());
        boolean taken = parts.decisions().offer(() -> operation.accept(answer::open));
        return taken ? answer.await() : Result.err(DynamicErrors.closed(supervisor.definition()));
    }
}
