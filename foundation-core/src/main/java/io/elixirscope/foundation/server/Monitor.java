package io.elixirscope.foundation.server;

/// A watch on one incarnation of a server; delivers one [Down] when it ends. Thread-safe.
public interface Monitor {
    /// Ends the watch.
    ///
    /// @return true if no [Down] was sent before
    boolean cancel();

    /// The news that a watched incarnation is over.
    ///
    /// @param server the server's name
    /// @param reason why it ended; [ExitReason.Shutdown] if there was none to watch
    record Down(String server, ExitReason reason) {}
}
