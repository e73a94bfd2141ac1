package io.elixirscope.foundation.server;

import java.util.Objects;
import java.util.function.Function;

/// The definition of a server: its name, its protocol and the functions that handle its messages. OTP's
/// `gen_server`.
///
/// Immutable; it runs nothing by itself. A supervisor starts it, a [ServerRuntime] gives its [Server].
/// The state is confined to the server's handlers, which run one at a time; what others may read is the view.
///
/// @param <P> the protocol: a sealed interface whose variants are records that implement [Call] or [Cast]
/// @param <V> the view that is published after each message
public final class GenServer<P, V> {
    private final Behaviour<P, ?, V> behaviour;

    GenServer(Behaviour<P, ?, V> behaviour) {
        this.behaviour = behaviour;
    }

    /// Begins a definition.
    ///
    /// @param <P> the protocol
    /// @param name 1-128 characters without white space, unique within a runtime
    /// @param protocol the sealed interface of the server's messages
    /// @return the next step: `init`
    /// @throws IllegalArgumentException if the name is not as described or `protocol` is not a sealed interface
    public static <P> Named<P> named(String name, Class<P> protocol) {
        return new Named<>(BehaviourValidator.name(name), BehaviourValidator.protocol(protocol));
    }

    /// The server's name.
    ///
    /// @return the name
    public String name() {
        return behaviour.name();
    }

    /// The sealed interface of its messages.
    ///
    /// @return the protocol
    public Class<P> protocol() {
        return behaviour.protocol();
    }

    Behaviour<P, ?, V> behaviour() {
        return behaviour;
    }

    @Override
    public String toString() {
        return "GenServer[" + name() + "]";
    }

    /// A definition that has a name and a protocol, and needs its `init`.
    ///
    /// @param <P> the protocol
    public static final class Named<P> {
        private final String name;
        private final Class<P> protocol;

        private Named(String name, Class<P> protocol) {
            this.name = name;
            this.protocol = protocol;
        }

        /// How an incarnation begins. Runs on the server's own thread, at each start and restart; it may block.
        ///
        /// @param <S> the server's state
        /// @param init gives the first state
        /// @return the builder
        public <S> GenServerBuilder<P, S, S> init(Function<? super ServerContext<P>, ? extends Init<S>> init) {
            Objects.requireNonNull(init, "init");
            return new GenServerBuilder<>(name, protocol, init);
        }
    }
}
