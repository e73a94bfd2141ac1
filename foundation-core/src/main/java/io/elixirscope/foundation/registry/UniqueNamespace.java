package io.elixirscope.foundation.registry;

import io.elixirscope.foundation.server.ServerRef;
import io.elixirscope.foundation.telemetry.Tally;
import java.util.Objects;
import java.util.Optional;

/// Keys that have one server each, at most: Elixir's `Registry` with `keys: :unique`.
/// Thread-safe.
///
/// {@snippet class="io.elixirscope.foundation.registry.RegistrySnippets" region="unique"}
///
/// @param <K> the type of the keys: immutable, with `equals` and `hashCode`
/// @param <P> the protocol of the servers
public final class UniqueNamespace<K, P> extends Namespace<K, P> {
    UniqueNamespace(NamespaceShape<K, P> shape, Tally refused) {
        super(shape, 1, refused);
    }

    /// The server of a key. Constant time, no lock.
    ///
    /// @param key the key
    /// @return its address, empty if nobody is registered
    public Optional<ServerRef<P>> find(K key) {
        Entry<K, P> entry = table().first(Objects.requireNonNull(key, "key"));
        return entry == null ? Optional.empty() : Optional.of(entry.server());
    }

    /// The server of a key and its metadata. Constant time, no lock.
    ///
    /// @param key the key
    /// @return the entry, empty if nobody is registered
    public Optional<Registered<K, P>> entry(K key) {
        Entry<K, P> entry = table().first(Objects.requireNonNull(key, "key"));
        return entry == null ? Optional.empty() : Optional.of(entry.registered());
    }

    /// The address of whoever is registered under the key when a message is sent. While nobody
    /// is, a call and a cast answer `S102 service_unavailable` at once, naming the key; a server
    /// that restarts is nobody until its `init` has registered.
    ///
    /// @param key the key
    /// @return an address that need not have a server yet
    public ServerRef<P> ref(K key) {
        return new KeyRef<>(this, Objects.requireNonNull(key, "key"));
    }
}
