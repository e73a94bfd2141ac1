package io.elixirscope.foundation.registry;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.ServerRef;
import java.time.Duration;
import java.util.function.Function;

/// The address of whoever is registered under a key when a message is sent: Elixir's `{:via,
/// Registry, …}`.
final class KeyRef<K, P> implements ServerRef<P> {
    private final UniqueNamespace<K, P> namespace;
    private final K key;

    KeyRef(UniqueNamespace<K, P> namespace, K key) {
        this.namespace = namespace;
        this.key = key;
    }

    @Override
    public String name() {
        return namespace.name() + "/" + key;
    }

    @Override
    public <R> Result<R> call(Call<P, R> message, Duration timeout) {
        return send(server -> server.call(message, timeout));
    }

    @Override
    public <R> Result<R> call(Call<P, R> message) {
        return send(server -> server.call(message));
    }

    @Override
    public Result<Done> cast(Cast<P> message) {
        return send(server -> server.cast(message));
    }

    private <R> Result<R> send(Function<ServerRef<P>, Result<R>> message) {
        Entry<K, P> entry = namespace.table().first(key);
        return entry == null ? Result.err(namespace.errors().nobody(key)) : message.apply(entry.server());
    }

    @Override
    public String toString() {
        return "ServerRef[" + name() + "]";
    }
}
