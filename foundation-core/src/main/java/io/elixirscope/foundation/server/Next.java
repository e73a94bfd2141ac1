package io.elixirscope.foundation.server;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The end of handling a cast: the state after it. Immutable. A call answered with this crashes the server, which
/// says so.
///
/// @param <S> the server's state
public final class Next<S> implements Step<S> {
    private final S state;
    private final @Nullable ExitReason stopping;
    private final @Nullable Cast<?> continuation;
    private final @Nullable Idle idle;

    private Next(S state, @Nullable ExitReason stopping, @Nullable Cast<?> continuation, @Nullable Idle idle) {
        this.state = Objects.requireNonNull(state, "state");
        this.stopping = stopping;
        this.continuation = continuation;
        this.idle = idle;
    }

    /// Goes on with `state`.
    ///
    /// @param <S> the server's state
    /// @param state the state after the cast
    /// @return the step
    public static <S> Next<S> state(S state) {
        return new Next<>(state, null, null, null);
    }

    /// Terminates with `reason`. A supervisor restarts a permanent child even so.
    ///
    /// @param <S> the server's state
    /// @param state the last state
    /// @param reason why it stops
    /// @return the step
    public static <S> Next<S> stop(S state, ExitReason reason) {
        return new Next<>(state, Objects.requireNonNull(reason, "reason"), null, null);
    }

    /// This step, after which the server terminates with `reason`.
    ///
    /// @param reason why it stops
    /// @return the step
    public Next<S> thenStop(ExitReason reason) {
        return new Next<>(state, Objects.requireNonNull(reason, "reason"), continuation, idle);
    }

    /// This step, after which the server handles `message` before any waiting one.
    ///
    /// @param message a cast of the server's own protocol
    /// @return the step
    public Next<S> thenContinue(Cast<?> message) {
        return new Next<>(state, stopping, Objects.requireNonNull(message, "message"), idle);
    }

    /// This step, after which the server handles `message` if it has handled nothing else for `after`; see
    /// [Step.Idle]. The next message ends the wait, and its own step may begin another.
    ///
    /// @param after how long nothing must be handled, `>= 0`
    /// @param message a cast of the server's own protocol
    /// @return the step
    /// @throws IllegalArgumentException if `after` is negative
    public Next<S> thenAfterIdle(Duration after, Cast<?> message) {
        return new Next<>(state, stopping, continuation, new Idle(after, message));
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
