package io.elixirscope.foundation.registry;

import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.server.ServerRef;
import io.elixirscope.foundation.value.Value;

/// One server under one key, for one incarnation. Run at that incarnation's end, it leaves its
/// table. Thread-safe.
final class Entry<K, P> implements Runnable {
    private final KeyTable<K, P> table;
    private final K key;
    private final ServerRef<P> server;
    private final Incarnation incarnation;
    private volatile Value metadata;

    Entry(KeyTable<K, P> table, K key, ServerRef<P> server, Incarnation incarnation, Value metadata) {
        this.table = table;
        this.key = key;
        this.server = server;
        this.incarnation = incarnation;
        this.metadata = metadata;
    }

    K key() {
        return key;
    }

    ServerRef<P> server() {
        return server;
    }

    Incarnation incarnation() {
        return incarnation;
    }

    Value metadata() {
        return metadata;
    }

    /// Only the server's own code changes it.
    void metadata(Value next) {
        metadata = next;
    }

    /// Whether its incarnation is over: nobody may be given it any more, even while it is still
    /// in the table.
    boolean over() {
        return incarnation.fenced();
    }

    Registered<K, P> registered() {
        return new Registered<>(key, server, metadata);
    }

    @Override
    public void run() {
        table.remove(this);
    }
}
