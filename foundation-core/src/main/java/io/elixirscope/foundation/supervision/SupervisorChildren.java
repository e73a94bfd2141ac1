package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Server;
import java.util.List;
import java.util.Objects;

/// The children of a running [Supervisor], to be changed while it runs. Thread-safe.
///
/// Its supervisor does one thing at a time: a request waits for the restart or request before it,
/// and an end of a child waits for the request. Each blocks until it is done. What was changed
/// lasts until this supervisor itself is restarted: then it has the children of its definition
/// again. As in OTP, a group that restarts starts its stopped children too.
///
/// Each gives `S102 service_unavailable` if the supervisor does not run, ends meanwhile, or is
/// about to start or stop the server that asks, `S404 incarnation_fenced` to an abandoned
/// incarnation, and `S405 blocking_call_refused` to a handler of a non-blocking server.
///
/// {@snippet class="io.elixirscope.foundation.supervision.SupervisionSnippets" region="run-time"}
///
/// @see <a href="https://www.erlang.org/doc/apps/stdlib/supervisor.html">OTP supervisor</a>
public final class SupervisorChildren {
    private final ChildRequests requests;

    SupervisorChildren(ChildRequests requests) {
        this.requests = requests;
    }

    /// Adds a server at the end and starts it: permanent, stopped within 5 seconds. As
    /// [#start(ChildSpec)].
    ///
    /// @param <P> the server's protocol
    /// @param <V> the server's view
    /// @param server the server
    /// @return its handle, or why it was not started
    public <P, V> Result<Server<P, V>> start(GenServer<P, V> server) {
        return requests.start(server);
    }

    /// Adds a child at the end and starts it, OTP's `start_child`. Blocks until it is ready or
    /// has failed. One whose `init` gives [io.elixirscope.foundation.server.Init#ignore()] is
    /// kept, stopped, unless it is temporary, and that is no error.
    ///
    /// An `Err` is `D204 invalid_input` (a child or server of that name is there, stopped or not;
    /// a supervisor that is in the tree already, such as this one or one above; a significant
    /// child that does not go with [AutoShutdown]), or `S101 initialization_failed` (its `init`);
    /// it is not kept then.
    ///
    /// @param spec the child
    /// @return done, or why it was not started
    public Result<Done> start(ChildSpec spec) {
        return requests.start(spec);
    }

    /// Stops a child in its own time and keeps its specification, unless it is temporary: OTP's
    /// `terminate_child`. A child that is stopped already stays so; one that waits to be
    /// restarted does not wait any more. It is no end of a significant child.
    ///
    /// An `Err` is `D401 data_not_found` (no such child) or `S403 call_cycle` (a server asks for
    /// its own end).
    ///
    /// @param id the child's name
    /// @return done, or why not
    public Result<Done> stop(String id) {
        return requests.stop(id);
    }

    /// Starts a stopped child again, OTP's `restart_child`. Blocks until it is ready or has
    /// failed, in which case it stays stopped. It does not count against the intensity.
    ///
    /// An `Err` is `D401 data_not_found` (no such child), `S420 child_not_stopped` (it runs, or
    /// is being restarted: the field `state` says which) or `S101 initialization_failed` (its
    /// `init`).
    ///
    /// @param id the child's name
    /// @return done, or why not
    public Result<Done> restart(String id) {
        Objects.requireNonNull(id, "id");
        return requests.ask((changes, asker, done) -> changes.restart(id, asker, done));
    }

    /// Forgets a stopped child, OTP's `delete_child`: its name is free, and handles of it answer
    /// `S102` for ever.
    ///
    /// An `Err` is `D401 data_not_found` (no such child) or `S420 child_not_stopped` (it runs, or
    /// is being restarted: the field `state` says which).
    ///
    /// @param id the child's name
    /// @return done, or why not
    public Result<Done> delete(String id) {
        Objects.requireNonNull(id, "id");
        return requests.ask((changes, asker, done) -> changes.delete(id, asker, done));
    }

    /// How the children do, OTP's `which_children`. Does not block.
    ///
    /// @return their status now, in starting order
    public List<ChildStatus> children() {
        return requests.children();
    }

    /// How many there are, OTP's `count_children`. Does not block.
    ///
    /// @return the counts now
    public ChildCounts counts() {
        return requests.counts();
    }
}
