package io.elixirscope.foundation.registry;

import io.elixirscope.foundation.server.ServerRef;
import io.elixirscope.foundation.value.Value;
import java.util.Objects;

/// An entry of a [Namespace], as it was when it was read. Immutable.
///
/// @param <K> the type of the keys
/// @param <P> the protocol of the servers
/// @param key under which the server is registered
/// @param server its address, which stays valid when the entry has ended
/// @param metadata what it registered with, or set since
public record Registered<K, P>(K key, ServerRef<P> server, Value metadata) {
    /// Refuses null parts.
    public Registered {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(metadata, "metadata");
    }
}
