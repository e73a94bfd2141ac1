package io.elixirscope.foundation.server;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a handler returns: the state after the message, for a call with its answer ([Reply]), for a cast alone
/// ([Next]).
///
/// @param <S> the server's state
public sealed interface Step<S> permits Reply, Next {
    /// The state after the message.
    ///
    /// @return the state
    S state();

    /// Why the server stops after this message.
    ///
    /// @return the reason, null if it goes on
    @Nullable
    ExitReason stopping();

    /// The message that the server handles next, before any other.
    ///
    /// @return the message, null if there is none
    @Nullable
    Cast<?> continuation();

    /// What the server handles if no message comes for a while after this one.
    ///
    /// @return the time and the message, null if it just waits
    @Nullable
    Idle idle();

    /// An idle time-out: OTP's `{noreply, State, Timeout}`. It belongs to one step of one incarnation. The
    /// next message that is handled, whatever it is (also one of the server's own, a tick, a notice, or what
    /// was told to come next), ends it; its own step may set another. `message` then comes in a context of
    /// no sender and counts as a message like any other.
    ///
    /// @param after how long nothing must be handled, `>= 0`; with zero it comes after all that waits
    /// @param message a cast of the server's own protocol
    record Idle(Duration after, Cast<?> message) {
        /// Refuses null parts and a negative time.
        ///
        /// @param after how long nothing must be handled, `>= 0`
        /// @param message a cast of the server's own protocol
        /// @throws IllegalArgumentException if `after` is negative
        public Idle {
            Objects.requireNonNull(message, "message");
            if (after.isNegative()) {
                throw new IllegalArgumentException("an idle time-out must be >= 0, was " + after);
            }
        }
    }
}
