package io.elixirscope.foundation.registry;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.server.Incarnation;

/// The errors of one namespace, each with its name and the key in its context.
final class RegistryErrors {
    private final String namespace;

    RegistryErrors(String namespace) {
        this.namespace = namespace;
    }

    FoundationError taken(Object key, Entry<?, ?> holder) {
        return of(
                        FoundationErrorType.KEY_TAKEN,
                        key,
                        "Key " + key + " of namespace " + namespace + " is held by server "
                                + holder.server().name())
                .with("holder", holder.server().name());
    }

    FoundationError full(Object key, int maxEntries) {
        return of(
                        FoundationErrorType.RESOURCE_EXHAUSTED,
                        key,
                        "Namespace " + namespace + " has no place for key " + key + ": it has " + maxEntries
                                + " entries")
                .with("maxEntries", maxEntries);
    }

    FoundationError fenced(Object key, Incarnation incarnation) {
        return of(
                        FoundationErrorType.INCARNATION_FENCED,
                        key,
                        "Incarnation " + incarnation.epoch() + " of server " + incarnation.server() + " is over; key "
                                + key + " of namespace " + namespace + " is not changed on its behalf")
                .with("server", incarnation.server())
                .with("epoch", incarnation.epoch());
    }

    FoundationError nobody(Object key) {
        return of(
                FoundationErrorType.SERVICE_UNAVAILABLE,
                key,
                "Nobody is registered under key " + key + " of namespace " + namespace);
    }

    FoundationError notRegistered(Object key, String server) {
        return of(
                        FoundationErrorType.DATA_NOT_FOUND,
                        key,
                        "Server " + server + " is not registered under key " + key + " of namespace " + namespace)
                .with("server", server);
    }

    private FoundationError of(FoundationErrorType type, Object key, String message) {
        return FoundationError.of(type, message).with("namespace", namespace).with("key", key.toString());
    }
}
