/// Servers: state that only one message at a time can touch, on virtual threads.
///
/// Start at [io.elixirscope.foundation.server.GenServer]. A server is declared by its protocol (a sealed interface of
/// records) and a handler for each message. A call waits for a reply within its deadline and gives a `Result`; a cast
/// does not wait. Mailboxes are bounded. What others may read is the server's view, one volatile read that works while
/// the server restarts.
///
/// A handler that throws crashes its incarnation only: the caller gets an error, a supervisor decides what happens
/// next, and the reference to the server stays valid. Handlers run on the server's own thread and may block. The walk
/// of a message is told in `ServerCell`.
package io.elixirscope.foundation.server;
