package io.elixirscope.foundation.server;

import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All functions of one server definition, as the engine calls them.
record Behaviour<P, S, V>(
        String name,
        Class<P> protocol,
        Function<? super ServerContext<P>, ? extends Init<S>> init,
        Handlers<P, S> handlers,
        View<S, V> view,
        AtEnd<S> atEnd,
        Limits limits) {

    /// What an incarnation does last, and what it makes of the end of one it is linked with: null to end too.
    record AtEnd<S>(
            BiConsumer<? super ExitReason, ? super S> terminate,
            @Nullable Function<? super GenServer.Exit, ? extends Message<?>> onExit) {}

    BiConsumer<? super ExitReason, ? super S> terminate() {
        return atEnd.terminate();
    }

    /// What others may read, and what of that people may see.
    record View<S, V>(Function<? super S, ? extends V> of, Function<? super V, ?> shown) {}

    /// Which threads run the handlers.
    enum Execution {
        /// The server's own, always there.
        OWN_THREAD,
        /// Its callers' for their own calls, and threads of its own for what is queued.
        CALLERS
    }

    /// The size of the mailbox, what a cast does when it is full, the kind of thread, who runs the handlers, and how
    /// long `init` may take.
    record Limits(int mailbox, GenServer.Overflow overflow, ThreadKind thread, Execution execution, Duration init) {}

    /// The same functions, each run by `around`.
    Behaviour<P, S, V> runBy(GenServer.Around around) {
        return new Behaviour<>(
                name,
                protocol,
                context -> around.init(name, () -> init.apply(context)),
                (message, state, context) ->
                        around.handle(name, message, () -> handlers.handle(message, state, context)),
                view,
                new AtEnd<>(
                        (reason, state) ->
                                around.terminate(name, reason, () -> terminate().accept(reason, state)),
                        atEnd.onExit()),
                limits);
    }

    /// One function for all messages: a table of handlers or the user's own switch.
    @FunctionalInterface
    interface Handlers<P, S> {
        Step<S> handle(Message<?> message, S state, ServerContext<P> context);
    }
}
