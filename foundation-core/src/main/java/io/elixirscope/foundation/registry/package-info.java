/// Servers found by keys of the application: Elixir's `Registry`.
///
/// Start at [io.elixirscope.foundation.registry.ServerRegistry]. It has namespaces; in a unique
/// one a key has one server, in a duplicate one any number. A server registers itself, mostly in
/// `init`; its entries end with its incarnation, and the next one registers again.
///
/// Reads take no lock, never wait, and never give an entry whose incarnation was over before the
/// read began. Only the server's own code registers and unregisters.
package io.elixirscope.foundation.registry;
