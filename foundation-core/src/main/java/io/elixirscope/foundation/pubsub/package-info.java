/// Messages to whoever wants them, by topic, in one process: Phoenix's `PubSub`.
///
/// Start at [io.elixirscope.foundation.pubsub.PubSub]. A subscriber says which topic, or all
/// below one, and which type of message it wants; it is a server, a function, or a queue that a
/// thread reads. Each has a bounded queue of its own.
///
/// Publishing never waits: what finds a queue full is dropped, counted and told. The messages of
/// one publisher reach a subscriber in their order. A subscription that was made in a server's
/// code ends with its incarnation.
package io.elixirscope.foundation.pubsub;
