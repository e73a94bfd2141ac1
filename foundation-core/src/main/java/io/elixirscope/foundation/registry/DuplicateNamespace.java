package io.elixirscope.foundation.registry;

import io.elixirscope.foundation.telemetry.Tally;
import io.elixirscope.foundation.value.Value;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Keys that have any number of servers: Elixir's `Registry` with `keys: :duplicate`. A server is
/// under a key once. Thread-safe.
///
/// {@snippet class="io.elixirscope.foundation.registry.RegistrySnippets" region="duplicate"}
///
/// @param <K> the type of the keys: immutable, with `equals` and `hashCode`
/// @param <P> the protocol of the servers
public final class DuplicateNamespace<K, P> extends Namespace<K, P> {
    DuplicateNamespace(NamespaceShape<K, P> shape, Tally refused) {
        super(shape, shape.maxEntries(), refused);
    }

    /// The servers of a key, in the order in which they registered. No lock.
    ///
    /// @param key the key
    /// @return a copy
    public List<Registered<K, P>> find(K key) {
        return table().all(Objects.requireNonNull(key, "key"))
                .map(Entry::registered)
                .toList();
    }

    /// The servers of a key whose metadata is wanted, in the order in which they registered. No
    /// lock.
    ///
    /// @param key the key
    /// @param metadata which of them
    /// @return a copy
    public List<Registered<K, P>> find(K key, Predicate<? super Value> metadata) {
        return find(key).stream()
                .filter(registered -> metadata.test(registered.metadata()))
                .toList();
    }

    /// Does the same with each server of a key, in the order in which they registered, on the
    /// caller's thread. What `action` throws ends it and reaches the caller.
    ///
    /// @param key the key
    /// @param action what to do, such as a cast
    /// @return for how many it was done
    public int dispatch(K key, Consumer<? super Registered<K, P>> action) {
        List<Registered<K, P>> all = find(key);
        all.forEach(action);
        return all.size();
    }
}
