package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The end of handling a call: the answer, or [#later(Object)], and the state after it. Immutable.
///
/// @param <R> the type of the answer
/// @param <S> the server's state
public final class Reply<R, S> implements Step<S> {
    private final @Nullable Result<R> result;
    private final S state;
    private final @Nullable ExitReason stopping;
    private final @Nullable Cast<?> continuation;
    private final @Nullable Idle idle;

    private Reply(
            @Nullable Result<R> result,
            S state,
            @Nullable ExitReason stopping,
            @Nullable Cast<?> continuation,
            @Nullable Idle idle) {
        this.result = result;
        this.state = Objects.requireNonNull(state, "state");
        this.stopping = stopping;
        this.continuation = continuation;
        this.idle = idle;
    }

    /// The answer `value`.
    ///
    /// @param <R> the type of the answer
    /// @param <S> the server's state
    /// @param value the answer
    /// @param state the state after the call
    /// @return the reply
    public static <R, S> Reply<R, S> ok(R value, S state) {
        return of(Result.ok(value), state);
    }

    /// A refusal: the caller gets `Err(error)`; the server goes on.
    ///
    /// @param <R> the type of the answer
    /// @param <S> the server's state
    /// @param error why
    /// @param state the state after the call
    /// @return the reply
    public static <R, S> Reply<R, S> err(FoundationError error, S state) {
        return of(Result.err(error), state);
    }

    /// The answer or refusal that `result` holds.
    ///
    /// @param <R> the type of the answer
    /// @param <S> the server's state
    /// @param result what the caller gets
    /// @param state the state after the call
    /// @return the reply
    public static <R, S> Reply<R, S> of(Result<R> result, S state) {
        return new Reply<>(Objects.requireNonNull(result, "result"), state, null, null, null);
    }

    /// No answer yet: some later message, timer or thread gives it through [ServerContext#replyTo(Call)].
    /// If this incarnation ends before that, the caller gets `S407 reply_not_given`.
    ///
    /// @param <R> the type of the answer
    /// @param <S> the server's state
    /// @param state the state after the call
    /// @return the reply
    public static <R, S> Reply<R, S> later(S state) {
        return new Reply<>(null, state, null, null, null);
    }

    /// This reply, after which the server terminates with `reason`. A supervisor restarts a permanent child even
    /// so.
    ///
    /// @param reason why it stops
    /// @return the reply
    public Reply<R, S> thenStop(ExitReason reason) {
        return new Reply<>(result, state, Objects.requireNonNull(reason, "reason"), continuation, idle);
    }

    /// This reply, after which the server handles `message` before any waiting one.
    ///
    /// @param message a cast of the server's own protocol
    /// @return the reply
    public Reply<R, S> thenContinue(Cast<?> message) {
        return new Reply<>(result, state, stopping, Objects.requireNonNull(message, "message"), idle);
    }

    /// This reply, after which the server handles `message` if it has handled nothing else for `after`; see
    /// [Step.Idle]. The next message ends the wait, and its own step may begin another.
    ///
    /// @param after how long nothing must be handled, `>= 0`
    /// @param message a cast of the server's own protocol
    /// @return the reply
    /// @throws IllegalArgumentException if `after` is negative
    public Reply<R, S> thenAfterIdle(Duration after, Cast<?> message) {
        return new Reply<>(result, state, stopping, continuation, new Idle(after, message));
    }

    /// Whether there is more to do than to answer.
    boolean saysMore() {
        return continuation != null || stopping != null || idle != null;
    }

    /// What the caller gets.
    ///
    /// @return the result, null if it is given later
    public @Nullable Result<R> result() {
        return result;
    }

    @Override
    public S state() {
        return state;
    }

    @Override
    public @Nullable ExitReason stopping() {
        return stopping;
    }

    @Override
    public @Nullable Cast<?> continuation() {
        return continuation;
    }

    @Override
    public @Nullable Idle idle() {
        return idle;
    }
}
