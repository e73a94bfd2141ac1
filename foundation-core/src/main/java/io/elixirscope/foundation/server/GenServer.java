package io.elixirscope.foundation.server;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

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

    /// The end of an incarnation, for one that was linked with it and traps exits.
    ///
    /// @param server whose end it was
    /// @param reason why it ended; [ExitReason.Failed] with `S102 service_unavailable` if it did not run when
    ///     it was linked
    public record Exit(String server, ExitReason reason) {}

    /// What becomes of a cast from outside that finds the mailbox full. A call waits for a place within its
    /// deadline in any case; messages of a server to itself, timers and notices need no place. Immutable.
    public sealed interface Overflow {
        /// The cast is refused with `S201 resource_exhausted`; its sender never waits.
        record Reject() implements Overflow {}

        /// The sender waits for a place, at most for `limit` and never beyond the deadline of its
        /// [io.elixirscope.foundation.error.ErrorContext]. Then the cast is refused: `S201
        /// resource_exhausted`, or `E301 timeout` at the context's deadline; at once with `S403 call_cycle`
        /// if servers would wait for each other. A handler of a non-blocking server must not wait and is
        /// refused at once with `S201`.
        ///
        /// @param limit how long, `> 0`
        record Block(Duration limit) implements Overflow {
            /// Refuses a limit that is none.
            ///
            /// @param limit how long, `> 0`
            /// @throws IllegalArgumentException if `limit` is not above zero
            public Block {
                if (limit.isNegative() || limit.isZero()) {
                    throw new IllegalArgumentException("the limit of a blocking cast must be > 0, was " + limit
                            + "; use Overflow.reject() for casts that never wait");
                }
            }
        }

        /// The oldest waiting cast is dropped, counted and told by `elixir_scope.server.message_dropped`, and
        /// the new one waits in its stead. Never a call or a notice: when only calls wait, the cast is
        /// refused with `S201 resource_exhausted`. A dropped cast was answered with `Ok`: it waited.
        record DropOldest() implements Overflow {}

        /// Refuse it.
        ///
        /// @return the policy
        static Overflow reject() {
            return new Reject();
        }

        /// Let its sender wait.
        ///
        /// @param limit how long, `> 0`
        /// @return the policy
        /// @throws IllegalArgumentException if `limit` is not above zero
        static Overflow block(Duration limit) {
            return new Block(limit);
        }

        /// Drop the oldest waiting cast for it.
        ///
        /// @return the policy
        static Overflow dropOldest() {
            return new DropOldest();
        }
    }

    /// Runs the functions of all servers of a runtime, each on the thread that would run it anyway: for
    /// tests that inject faults. [ServerTable#around] takes one. What it throws counts as thrown by
    /// the server's own code. Must be thread-safe.
    public interface Around {
        /// Runs an `init`.
        ///
        /// @param <T> what it gives
        /// @param server the server's name
        /// @param init the server's code; runs it once
        /// @return what it gave
        <T> T init(String server, Supplier<T> init);

        /// Runs a handler: of a call, a cast, a timer's message, a `Down` or a continuation.
        ///
        /// @param <T> what it gives
        /// @param server the server's name
        /// @param message the message
        /// @param handler the server's code; runs it once
        /// @return what it gave
        <T> T handle(String server, Message<?> message, Supplier<T> handler);

        /// Runs a `terminate`.
        ///
        /// @param server the server's name
        /// @param reason why it ends
        /// @param terminate the server's code; runs it once
        void terminate(String server, ExitReason reason, Runnable terminate);
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
