package io.elixirscope.foundation.server;

/// What [ServerContext#monitor] gives, a watch on one incarnation of a server that delivers one [Down] when
/// it ends, and what [ServerContext#watch] gives, a watch on a name that delivers [News] of all its
/// incarnations. Thread-safe.
public interface Monitor {
    /// Ends the watch. Of a watch on a name, no news is handled any more once this has returned, also none
    /// that waits in the mailbox; only a handler that is at work on some goes on. A [Down] of a monitor that
    /// was sent before still comes. Does not block.
    ///
    /// @return of a monitor, true if no [Down] was sent before; of a watch on a name, true the first time
    boolean cancel();

    /// How a watched name stands.
    sealed interface News {
        /// The server's name.
        ///
        /// @return the name
        String server();
    }

    /// An incarnation is ready.
    ///
    /// @param server the server's name
    record Up(String server) implements News {}

    /// Its supervisor has put it out of service, on purpose or because it gave up. The last news, unless the
    /// server is started again with its group or its tree.
    ///
    /// @param server the server's name
    record Gone(String server) implements News {}

    /// The news that a watched incarnation is over.
    ///
    /// @param server the server's name
    /// @param reason why it ended; [ExitReason.Shutdown] if there was none to watch
    record Down(String server, ExitReason reason) implements News {}
}
