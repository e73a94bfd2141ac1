package io.elixirscope.foundation.server;

import java.util.Map;

/// Handlers by message type.
final class HandlerTable<P, S> implements Behaviour.Handlers<P, S> {
    private final Map<Class<?>, Behaviour.Handlers<P, S>> handlers;

    HandlerTable(Map<Class<?>, Behaviour.Handlers<P, S>> handlers) {
        this.handlers = Map.copyOf(handlers);
    }

    @Override
    public Step<S> handle(Message<?> message, S state, ServerContext<P> context) {
        Behaviour.Handlers<P, S> handler = handlers.get(typeOf(message));
        if (handler == null) {
            throw new IllegalStateException(
                    "no handler for " + message.getClass().getName());
        }
        return handler.handle(message, state, context);
    }

    /// The type a message is declared as: constants of an enum may have classes of their own.
    static Class<?> typeOf(Message<?> message) {
        return message instanceof Enum<?> constant ? constant.getDeclaringClass() : message.getClass();
    }
}
