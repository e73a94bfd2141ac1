package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Server;
import java.util.List;

/// The children of a running [DynamicSupervisor]. Thread-safe.
///
/// Starting and stopping block, so they give `S405 blocking_call_refused` to a handler of a
/// non-blocking server.
public final class DynamicChildren {
    private final ChildRequests requests;

    DynamicChildren(ChildRequests requests) {
        this.requests = requests;
    }

    /// Starts a server: permanent, stopped within 5 seconds. As [#start(ChildSpec)].
    ///
    /// @param <P> the server's protocol
    /// @param <V> the server's view
    /// @param server the server
    /// @return its handle, or why it was not started
    public <P, V> Result<Server<P, V>> start(GenServer<P, V> server) {
        return requests.start(server);
    }

    /// Starts a child. Blocks until it is ready or has failed. A server whose `init` gives
    /// [io.elixirscope.foundation.server.Init#ignore()] is not kept, and that is no error.
    ///
    /// An `Err` is `S201 resource_exhausted` (as many children as there may be), `D204
    /// invalid_input` (a child or server of that name is there; a supervisor that is in the tree
    /// already; a significant child), `S101 initialization_failed` (its `init`), or `S102
    /// service_unavailable` (the supervisor does not run, or the child was stopped meanwhile).
    ///
    /// @param spec the child
    /// @return done, or why it was not started
    public Result<Done> start(ChildSpec spec) {
        return requests.start(spec);
    }

    /// Stops a child in its own time and forgets it: its name is free. Blocks until it has ended.
    ///
    /// An `Err` is `D401 data_not_found` (no such child), `S102 service_unavailable` (the
    /// supervisor does not run) or `S403 call_cycle` (a server asks for its own end).
    ///
    /// @param id the child's name
    /// @return done, or why not
    public Result<Done> stop(String id) {
        return requests.stop(id);
    }

    /// How the children do, in the order in which they were started.
    ///
    /// @return their status now
    public List<ChildStatus> children() {
        return requests.children();
    }

    /// How many there are. Does not block.
    ///
    /// @return the counts now
    public ChildCounts counts() {
        return requests.counts();
    }
}
