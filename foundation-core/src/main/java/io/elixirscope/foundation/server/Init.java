package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.FoundationError;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a server's `init` returns: ready with its first state, not wanted here, or failed. Immutable.
///
/// @param <S> the server's state
public sealed interface Init<S> {
    /// The server is ready.
    ///
    /// @param <S> the server's state
    /// @param state the first state
    /// @param continuation a cast to handle before any other, null if there is none
    /// @param idle what to handle if no message comes for a while, null for nothing
    record Ready<S>(S state, @Nullable Cast<?> continuation, Step.@Nullable Idle idle) implements Init<S> {
        /// Refuses a null state.
        ///
        /// @param state the first state
        /// @param continuation a cast to handle before any other, null if there is none
        /// @param idle what to handle if no message comes for a while, null for nothing
        public Ready {
            Objects.requireNonNull(state, "state");
        }

        /// This outcome, after which the server handles `message` before any waiting one.
        ///
        /// @param message a cast of the server's own protocol
        /// @return the outcome
        public Ready<S> thenContinue(Cast<?> message) {
            return new Ready<>(state, Objects.requireNonNull(message, "message"), idle);
        }

        /// This outcome, after which the server handles `message` if it has handled nothing else for `after`; see
        /// [Step.Idle]. The next message ends the wait, and its own step may begin another.
        ///
        /// @param after how long nothing must be handled, `>= 0`
        /// @param message a cast of the server's own protocol
        /// @return the outcome
        /// @throws IllegalArgumentException if `after` is negative
        public Ready<S> thenAfterIdle(Duration after, Cast<?> message) {
            return new Ready<>(state, continuation, new Step.Idle(after, message));
        }
    }

    /// The server does not run here; its supervisor goes on without it.
    ///
    /// @param <S> the server's state
    record Ignore<S>() implements Init<S> {}

    /// The server cannot start.
    ///
    /// @param <S> the server's state
    /// @param error why
    record Failed<S>(FoundationError error) implements Init<S> {
        /// Refuses a null error.
        ///
        /// @param error why
        public Failed {
            Objects.requireNonNull(error, "error");
        }
    }

    /// Ready with `state`.
    ///
    /// @param <S> the server's state
    /// @param state the first state
    /// @return the outcome
    static <S> Ready<S> ready(S state) {
        return new Ready<>(state, null, null);
    }

    /// Not wanted here: the supervisor counts the child as started, keeps its specification and goes on.
    ///
    /// @param <S> the server's state
    /// @return the outcome
    static <S> Init<S> ignore() {
        return new Ignore<>();
    }

    /// Cannot start: a first start fails the supervisor's start, a restart counts as one more crash.
    ///
    /// @param <S> the server's state
    /// @param error why
    /// @return the outcome
    static <S> Init<S> failed(FoundationError error) {
        return new Failed<>(error);
    }
}
