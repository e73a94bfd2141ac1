package io.elixirscope.foundation.server;

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
}
