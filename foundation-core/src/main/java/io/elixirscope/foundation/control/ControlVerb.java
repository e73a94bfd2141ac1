package io.elixirscope.foundation.control;

import io.elixirscope.foundation.error.Result;

/// Answers one kind of request. Called by several threads at once, each a platform thread of its connection, so it
/// may block; while it does it holds one of the socket's connections.
@FunctionalInterface
public interface ControlVerb {

    /// Answers a request. What it throws is answered with `S401` and told to the owner of the socket.
    ///
    /// @param request what is asked, and by whom
    /// @param sink takes the items of the reply
    /// @return the exit code of the command, `0` done to `255`, or why there is no answer
    Result<Integer> handle(ControlRequest request, ControlSink sink);
}
