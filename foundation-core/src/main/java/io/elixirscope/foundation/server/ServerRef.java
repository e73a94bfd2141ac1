package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import java.time.Duration;

/// A server's address: a name that stays valid over all its restarts. Thread-safe.
///
/// @param <P> the server's protocol
public interface ServerRef<P> {
    /// The server's name, unique within its runtime.
    ///
    /// @return the name
    String name();

    /// Sends `message` and waits for its answer.
    ///
    /// Blocks until the answer, at most for `timeout` and never beyond the deadline of the current
    /// [io.elixirscope.foundation.error.ErrorContext]. A full mailbox is waited for within the same time.
    ///
    /// An `Err` is the handler's refusal, or one of: `E301 timeout`; `S102 service_unavailable`
    /// (at once if the server is stopped, was never started or was given up; at the deadline if
    /// it is restarting); `S402 server_crashed`; `S403 call_cycle`; `S404 incarnation_fenced`
    /// (the sender's); `S405 blocking_call_refused` (a handler of a non-blocking server calls one that
    /// is not); `S406 caller_stack_exhausted`; `S407 reply_not_given`; `S408 call_interrupted`, with
    /// the thread's interrupt flag kept.
    ///
    /// Emits `elixir_scope.server.call`.
    ///
    /// @param <R> the type of the answer
    /// @param message the call
    /// @param timeout how long to wait, `>= 0`
    /// @return the answer or why there is none
    /// @throws IllegalArgumentException if `timeout` is negative
    <R> Result<R> call(Call<P, R> message, Duration timeout);

    /// [#call(Call, Duration)] with a timeout of 5 seconds.
    ///
    /// @param <R> the type of the answer
    /// @param message the call
    /// @return the answer or why there is none
    <R> Result<R> call(Call<P, R> message);

    /// Sends `message` without an answer. `Ok` says that it waits in the mailbox, not that it was handled.
    /// Does not block, unless the server was declared with [GenServer.Overflow#block(Duration)] and its
    /// mailbox is full; never for a message to oneself.
    ///
    /// An `Err` is `S201 resource_exhausted` (mailbox full, or full for as long as the sender may wait; never
    /// for a message to oneself), `S102 service_unavailable` (stopped, never started, given up) or `S404
    /// incarnation_fenced` (the sender's). Where the sender waits also: `E301 timeout` (the deadline of its
    /// context), `S403 call_cycle`, `S408 call_interrupted` with the thread's interrupt flag kept.
    ///
    /// Emits `elixir_scope.server.cast`.
    ///
    /// @param message the cast
    /// @return done, or why it was not accepted
    Result<Done> cast(Cast<P> message);
}
