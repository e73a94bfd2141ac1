package io.elixirscope.foundation.server;

import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Builds a [GenServer]: either a handler for each message ([#onCall], [#onCast]) or one function for all
/// ([#handle]). Not thread-safe.
///
/// @param <P> the protocol
/// @param <S> the state, confined to the handlers
/// @param <V> the view; the state itself until [#view(Function)] says otherwise
public final class GenServerBuilder<P, S, V> {
    private static final int DEFAULT_MAILBOX = 1_024;
    private static final Duration DEFAULT_INIT_TIMEOUT = Duration.ofMinutes(1);

    private final String name;
    private final Class<P> protocol;
    private final Function<? super ServerContext<P>, ? extends Init<S>> init;
    private final Map<Class<?>, Behaviour.Handlers<P, S>> table;
    private Behaviour.@Nullable Handlers<P, S> single;
    private final Function<? super S, ? extends V> view;
    private @Nullable Function<? super V, ?> shown;
    private BiConsumer<? super ExitReason, ? super S> terminate = (_, _) -> {};
    private @Nullable Function<? super GenServer.Exit, ? extends Message<?>> onExit;
    private int mailbox = DEFAULT_MAILBOX;
    private GenServer.Overflow overflow = GenServer.Overflow.reject();
    private ThreadKind thread = ThreadKind.VIRTUAL;
    private Behaviour.Execution execution = Behaviour.Execution.OWN_THREAD;
    private Duration initTimeout = DEFAULT_INIT_TIMEOUT;

    @SuppressWarnings("unchecked") // V is S until view(…) is called
    GenServerBuilder(String name, Class<P> protocol, Function<? super ServerContext<P>, ? extends Init<S>> init) {
        this.name = name;
        this.protocol = protocol;
        this.init = init;
        this.table = new LinkedHashMap<>();
        this.view = state -> (V) state;
    }

    // The status is of the view, so it is not taken over.
    private GenServerBuilder(GenServerBuilder<P, S, ?> other, Function<? super S, ? extends V> view) {
        this.name = other.name;
        this.protocol = other.protocol;
        this.init = other.init;
        this.table = other.table;
        this.single = other.single;
        this.view = view;
        this.terminate = other.terminate;
        this.onExit = other.onExit;
        this.mailbox = other.mailbox;
        this.overflow = other.overflow;
        this.thread = other.thread;
        this.execution = other.execution;
        this.initTimeout = other.initTimeout;
    }

    /// Handles calls of one type.
    ///
    /// @param <R> the type of the answer
    /// @param <M> the message type
    /// @param type the message's class
    /// @param handler (message, state) → reply
    /// @return this builder
    /// @throws IllegalArgumentException if `type` has a handler already
    /// @throws NullPointerException if `handler` is null, naming server and message
    public <R, M extends Call<P, R>> GenServerBuilder<P, S, V> onCall(
            Class<M> type, BiFunction<? super M, ? super S, Reply<R, S>> handler) {
        given(handler, type);
        return add(type, (message, state, _) -> handler.apply(type.cast(message), state));
    }

    /// Handles calls of one type, with the server's context.
    ///
    /// @param <R> the type of the answer
    /// @param <M> the message type
    /// @param type the message's class
    /// @param handler (message, state, context) → reply
    /// @return this builder
    /// @throws IllegalArgumentException if `type` has a handler already
    /// @throws NullPointerException if `handler` is null, naming server and message
    public <R, M extends Call<P, R>> GenServerBuilder<P, S, V> onCall(
            Class<M> type, WithContext<? super M, S, P, Reply<R, S>> handler) {
        given(handler, type);
        return add(type, (message, state, context) -> handler.handle(type.cast(message), state, context));
    }

    /// Handles casts of one type.
    ///
    /// @param <M> the message type
    /// @param type the message's class
    /// @param handler (message, state) → next step
    /// @return this builder
    /// @throws IllegalArgumentException if `type` has a handler already
    /// @throws NullPointerException if `handler` is null, naming server and message
    public <M extends Cast<P>> GenServerBuilder<P, S, V> onCast(
            Class<M> type, BiFunction<? super M, ? super S, Next<S>> handler) {
        given(handler, type);
        return add(type, (message, state, _) -> handler.apply(type.cast(message), state));
    }

    /// Handles casts of one type, with the server's context.
    ///
    /// @param <M> the message type
    /// @param type the message's class
    /// @param handler (message, state, context) → next step
    /// @return this builder
    /// @throws IllegalArgumentException if `type` has a handler already
    /// @throws NullPointerException if `handler` is null, naming server and message
    public <M extends Cast<P>> GenServerBuilder<P, S, V> onCast(
            Class<M> type, WithContext<? super M, S, P, Next<S>> handler) {
        given(handler, type);
        return add(type, (message, state, context) -> handler.handle(type.cast(message), state, context));
    }

    /// Handles all messages with one function, an exhaustive switch over the protocol. A call must be
    /// answered with a [Reply]; a [Next] for a call crashes the server.
    ///
    /// @param handler (message, state, context) → step
    /// @return this builder
    /// @throws IllegalArgumentException if there is such a function already
    /// @throws NullPointerException if `handler` is null, naming the server
    public GenServerBuilder<P, S, V> handle(WithContext<? super P, S, P, ? extends Step<S>> handler) {
        Objects.requireNonNull(handler, () -> "server " + name + ": the function for all messages is null");
        if (single != null) {
            throw new IllegalArgumentException("server " + name + " has two functions for all messages");
        }
        single = (message, state, context) -> handler.handle(protocol.cast(message), state, context);
        return this;
    }

    /// What others may read: an immutable value made from the state after each message. Runs on the server's
    /// thread.
    ///
    /// @param <W> the view
    /// @param view makes the view
    /// @return a builder with that view; go on with it
    /// @throws IllegalArgumentException after [#formatStatus(Function)], which is about the view before
    public <W> GenServerBuilder<P, S, W> view(Function<? super S, ? extends W> view) {
        if (shown != null) {
            throw refused("view(…) must come before formatStatus(…), which says what is shown of it");
        }
        return new GenServerBuilder<>(this, Objects.requireNonNull(view, "view"));
    }

    /// What an incarnation does last, with its reason and last state: after a stop, a handler's own stop or a
    /// crash; not after an immediate shutdown or when abandoned. Runs on the server's thread.
    ///
    /// @param terminate (reason, state) → nothing
    /// @return this builder
    public GenServerBuilder<P, S, V> terminate(BiConsumer<? super ExitReason, ? super S> terminate) {
        this.terminate = Objects.requireNonNull(terminate, "terminate");
        return this;
    }

    /// Has the end of a server that this one is linked with come as a message, in place of ending this one:
    /// OTP's `process_flag(trap_exit, true)`. The message comes for every end, also an
    /// [ExitReason.Normal] one. See [ServerContext#link(ServerRef)].
    ///
    /// @param exit makes the message; runs on this server's thread
    /// @return this builder
    public GenServerBuilder<P, S, V> trapExits(Function<? super GenServer.Exit, ? extends Cast<P>> exit) {
        this.onExit = Objects.requireNonNull(exit, "exit");
        return this;
    }

    /// How long `init` may take, at each start and restart. An `init` that takes longer is interrupted; one
    /// that does not end within a second of that is abandoned and fenced, as at a stop. Either way the start
    /// has failed with `S101 initialization_failed`, which names the limit: a first start fails the
    /// supervisor's start, a restart counts as one more crash. A state that comes too late is given to
    /// `terminate` and never published.
    ///
    /// One minute unless set. OTP waits for ever; here a start that hangs would hold all that start after it,
    /// and the whole Foundation, without a word. A duration of centuries is no limit.
    ///
    /// @param limit how long, `> 0`
    /// @return this builder
    /// @throws IllegalArgumentException if `limit` is not above zero
    public GenServerBuilder<P, S, V> initTimeout(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw refused("the limit of init must be > 0, was " + limit + "; leave initTimeout(…) out for "
                    + DEFAULT_INIT_TIMEOUT);
        }
        this.initTimeout = limit;
        return this;
    }

    /// How many messages of others may wait. A call waits for a place within its deadline, a cast is refused.
    /// [#mailbox(int, GenServer.Overflow)] has something else happen to casts.
    ///
    /// @param capacity messages, `>= 1`; 1,024 unless set
    /// @return this builder
    /// @throws IllegalArgumentException if `capacity` is below 1
    public GenServerBuilder<P, S, V> mailbox(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("mailbox capacity must be >= 1, was " + capacity);
        }
        this.mailbox = capacity;
        return this;
    }

    /// How many messages of others may wait, and what becomes of a cast that finds that many. Each cast that
    /// does is counted and told by `elixir_scope.server.mailbox_full`.
    ///
    /// @param capacity messages, `>= 1`; 1,024 unless set
    /// @param full what becomes of a cast; [GenServer.Overflow#reject()] unless set
    /// @return this builder
    /// @throws IllegalArgumentException if `capacity` is below 1
    public GenServerBuilder<P, S, V> mailbox(int capacity, GenServer.Overflow full) {
        this.overflow = Objects.requireNonNull(full, "full");
        return mailbox(capacity);
    }

    /// Runs the server on a platform thread: for handlers that compute for long and would starve virtual
    /// threads.
    ///
    /// @return this builder
    public GenServerBuilder<P, S, V> ownThread() {
        this.thread = ThreadKind.PLATFORM;
        return this;
    }

    /// Declares that no handler blocks or computes for long. Then a call may run on its caller's own
    /// thread, at about the cost of a lock: when the server is idle and nothing waits, and only the
    /// caller's own message; all else is queued. An idle server has no thread.
    ///
    /// What it asks of the handlers: the state is immutable, and nothing is kept in thread-locals or taken
    /// from them. A call of a server that is not non-blocking, an append to a device, a wait for a message
    /// of a topic and for the end of a function's subscription are refused with `S405
    /// blocking_call_refused`. `init` and `terminate` run on a thread of the server's own and may block.
    ///
    /// What it means for callers: the deadline is checked before the handler starts and cannot end it (a
    /// longer run is counted by `elixir_scope.server.overrun` while somebody listens or the context has a
    /// deadline); the caller is never interrupted by the library; a stack overflow costs this message only,
    /// `S406 caller_stack_exhausted`. The handler runs in the caller's own
    /// [ErrorContext][io.elixirscope.foundation.error.ErrorContext], in none if there is none.
    ///
    /// @return this builder
    public GenServerBuilder<P, S, V> nonBlocking() {
        this.execution = Behaviour.Execution.CALLERS;
        return this;
    }

    /// What people are shown of the view by the introspection and the command line, as OTP's `format_status`: the
    /// view itself unless this says otherwise. Marked secrets are hidden without it; it is for what is large, or
    /// must not leave the process for another reason.
    ///
    /// @param status view → what is shown; runs in the thread that asks, so it must be short and without effect
    /// @return this builder
    /// @throws IllegalArgumentException if there is such a function already
    public GenServerBuilder<P, S, V> formatStatus(Function<? super V, ?> status) {
        Objects.requireNonNull(status, "status");
        if (shown != null) {
            throw refused("has two functions for its status; formatStatus(…) takes one");
        }
        shown = status;
        return this;
    }

    /// The definition.
    ///
    /// @return the server
    /// @throws IllegalArgumentException if a variant of the protocol has no handler, is not
    ///     exactly one of [Call] and [Cast], or if handlers and a function for all messages were
    ///     both given; the text names each
    public GenServer<P, V> build() {
        List<Class<?>> variants = BehaviourValidator.variants(protocol);
        List<String> problems = BehaviourValidator.problemsOf(variants);
        if (!problems.isEmpty()) {
            throw refused(String.join("; ", problems));
        }
        if (execution == Behaviour.Execution.CALLERS && thread == ThreadKind.PLATFORM) {
            throw refused("nonBlocking() is for handlers that are over at once, ownThread() for those that compute"
                    + " for long; declare one of them");
        }
        return new GenServer<>(new Behaviour<>(
                name,
                protocol,
                init,
                handlers(variants),
                new Behaviour.View<>(view, shown == null ? Function.identity() : shown),
                new Behaviour.AtEnd<>(terminate, onExit),
                new Behaviour.Limits(mailbox, overflow, thread, execution, initTimeout)));
    }

    private Behaviour.Handlers<P, S> handlers(List<Class<?>> variants) {
        Behaviour.Handlers<P, S> all = single;
        if (all != null) {
            if (!table.isEmpty()) {
                throw refused("handle(…) takes all messages, so onCall and onCast cannot be used with it");
            }
            return all;
        }
        List<String> missing = BehaviourValidator.missing(variants, table.keySet());
        if (!missing.isEmpty()) {
            throw refused("no handler for " + String.join(", ", missing) + "; add onCall or onCast for each");
        }
        return new HandlerTable<>(table);
    }

    private void given(Object handler, Class<?> type) {
        Objects.requireNonNull(
                handler,
                () -> "server " + name + ": the handler of " + type.getSimpleName()
                        + " is null; give a function (message, state) → step");
    }

    private GenServerBuilder<P, S, V> add(Class<?> type, Behaviour.Handlers<P, S> handler) {
        if (type.isInterface() || !protocol.isAssignableFrom(type)) {
            throw refused(type.getSimpleName() + " is not a message type of " + protocol.getSimpleName());
        }
        if (table.putIfAbsent(type, handler) != null) {
            throw refused(type.getSimpleName() + " has two handlers");
        }
        return this;
    }

    private IllegalArgumentException refused(String problem) {
        return new IllegalArgumentException("server " + name + ": " + problem);
    }

    /// A handler that also takes the server's context.
    ///
    /// @param <M> the message type
    /// @param <S> the state
    /// @param <P> the protocol
    /// @param <T> the step it returns
    @FunctionalInterface
    public interface WithContext<M, S, P, T> {
        /// Handles one message. Runs on the server's thread; what it throws crashes the incarnation.
        ///
        /// @param message the message
        /// @param state the state before
        /// @param context the server's context
        /// @return the step, with the state after
        T handle(M message, S state, ServerContext<P> context);
    }
}
