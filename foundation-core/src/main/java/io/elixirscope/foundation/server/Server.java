package io.elixirscope.foundation.server;

import java.time.Instant;
import java.util.Optional;

/// The owner's handle of a server: its address and its published view. Thread-safe; reads do not queue and do not
/// block.
///
/// @param <P> the server's protocol
/// @param <V> the view that is published after each message
public interface Server<P, V> extends ServerRef<P> {
    /// The view published last, by this incarnation or an earlier one.
    ///
    /// @return the view
    /// @throws io.elixirscope.foundation.error.FoundationException with `S102
    ///     service_unavailable` if no incarnation ever became ready
    V read();

    /// Since when the view is that of an incarnation that is over.
    ///
    /// @return the wall time of that end; empty while an incarnation runs and before the first one
    Optional<Instant> staleSince();

    /// Whether an incarnation is ready and handles messages.
    ///
    /// @return true if so
    boolean available();

    /// Whether it is stopped, was never started or was given up: a call answers `S102 service_unavailable` at once.
    ///
    /// @return false while it runs or restarts
    boolean closed();
}
