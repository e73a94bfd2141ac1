package io.elixirscope.foundation.registry;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.server.ServerContext;
import io.elixirscope.foundation.telemetry.Tally;
import io.elixirscope.foundation.value.Value;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keys of one kind, and the servers registered under them. Thread-safe; no method waits.
///
/// Only a server's own code registers, changes and takes out its entries: `init` and handlers
/// give their context. Elsewhere these methods throw [IllegalStateException]. An entry ends with
/// the incarnation that made it: after a crash, a stop or an abandonment, and before the next one
/// starts, which registers again in its `init`. All entries of an incarnation end at the same
/// instant; a fenced one can make none.
///
/// @param <K> the type of the keys: immutable, with `equals` and `hashCode`
/// @param <P> the protocol of the servers
public abstract sealed class Namespace<K, P> permits UniqueNamespace, DuplicateNamespace {
    private final String name;
    private final Class<K> keyType;
    private final Class<P> protocol;
    private final KeyTable<K, P> table;
    private final RegistryErrors errors;
    private final Tally refused;

    Namespace(NamespaceShape<K, P> shape, int perKey, Tally refused) {
        this.name = shape.name();
        this.keyType = shape.keyType();
        this.protocol = shape.protocol();
        this.errors = new RegistryErrors(name);
        this.table = new KeyTable<>(errors, shape.maxEntries(), perKey);
        this.refused = refused;
    }

    /// Registers the server whose code this is, with metadata.
    ///
    /// An `Err` is `S412 key_taken` (names the holder: another server in a unique namespace, or
    /// this very one), `S201 resource_exhausted` (the namespace is full) or `S404
    /// incarnation_fenced`. Refusals are counted and told by `elixir_scope.registry.refused`.
    ///
    /// @param context what the server's code was given
    /// @param key the key
    /// @param metadata for those who find it
    /// @return done, or why not
    /// @throws IllegalStateException outside of the server's own code
    public final Result<Done> register(ServerContext<P> context, K key, Value metadata) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(metadata, "metadata");
        Incarnation own = Incarnation.of(context);
        return table.add(new Entry<>(table, key, context.self(), own, metadata)).peekError(_ -> refused.add(1));
    }

    /// [#register(ServerContext, Object, Value)] without metadata.
    ///
    /// @param context what the server's code was given
    /// @param key the key
    /// @return done, or why not
    /// @throws IllegalStateException outside of the server's own code
    public final Result<Done> register(ServerContext<P> context, K key) {
        return register(context, key, Value.ofNull());
    }

    /// Changes the metadata of this server's entry.
    ///
    /// An `Err` is `D401 data_not_found` (this server is not registered under the key) or `S404
    /// incarnation_fenced`.
    ///
    /// @param context what the server's code was given
    /// @param key the key
    /// @param change makes the new metadata of the old
    /// @return the new metadata
    /// @throws IllegalStateException outside of the server's own code
    public final Result<Value> update(ServerContext<P> context, K key, UnaryOperator<Value> change) {
        Objects.requireNonNull(key, "key");
        Incarnation own = Incarnation.of(context);
        Entry<K, P> entry = table.of(key, own);
        if (own.fenced()) {
            return Result.err(errors.fenced(key, own));
        }
        if (entry == null) {
            return Result.err(errors.notRegistered(key, own.server()));
        }
        entry.metadata(Objects.requireNonNull(change.apply(entry.metadata()), "change gave null"));
        return Result.ok(entry.metadata());
    }

    /// Takes out this server's entry.
    ///
    /// @param context what the server's code was given
    /// @param key the key
    /// @return false if it was not registered under the key
    /// @throws IllegalStateException outside of the server's own code
    public final boolean unregister(ServerContext<P> context, K key) {
        Objects.requireNonNull(key, "key");
        Entry<K, P> entry = table.of(key, Incarnation.of(context));
        return entry != null && table.remove(entry);
    }

    /// All entries, in no order; what comes and goes meanwhile may be in it or not. Filter it for
    /// a look-up by server or metadata; that takes time in proportion to all entries.
    ///
    /// @return the entries, read as the stream is
    public final Stream<Registered<K, P>> entries() {
        return table.all().map(Entry::registered);
    }

    /// The keys under which somebody is registered.
    ///
    /// @return a copy, in no order
    public final Set<K> keys() {
        return table.all().map(Entry::key).collect(Collectors.toUnmodifiableSet());
    }

    /// How many entries there are. Constant time; entries of an incarnation that is just ending
    /// may be in it.
    ///
    /// @return `0..maxEntries`
    public final int count() {
        return table.count();
    }

    /// How many entries there may be.
    ///
    /// @return entries
    public final int maxEntries() {
        return table.maxEntries();
    }

    /// Registrations that were refused so far.
    ///
    /// @return how many
    public final long refused() {
        return refused.total();
    }

    /// Its name in the registry, errors and telemetry.
    ///
    /// @return the name
    public final String name() {
        return name;
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + name + ", " + keyType.getSimpleName() + " → "
                + protocol.getSimpleName() + "]";
    }

    final NamespaceShape<K, P> shape() {
        return new NamespaceShape<>(name, keyType, protocol, maxEntries());
    }

    final KeyTable<K, P> table() {
        return table;
    }

    final RegistryErrors errors() {
        return errors;
    }
}
