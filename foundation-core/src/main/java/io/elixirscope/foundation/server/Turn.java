package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.error.RootContexts;
import io.elixirscope.foundation.time.Scheduler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The handling of one message by the server's own functions: (message, state) → step and view, in a child
/// of the sender's context. Whoever owns the server runs it; it touches neither mailbox nor incarnation.
final class Turn<P, S, V> {
    private final Behaviour<P, S, V> behaviour;
    private final ServerContext<P> context;
    private final Scheduler scheduler;
    /// The contexts of messages whose senders had none; made with the first message that is handled
    /// on the server's own thread.
    private @Nullable RootContexts roots;
    /// Of the message whose context was made last; the next one is likely of the same type.
    private @Nullable Operation last;
    /// The message that is handled on the server's own thread.
    private @Nullable Envelope inHand;

    /// That context, if the message has a sender's to be a child of.
    private @Nullable ErrorContext traced;

    /// What a handler made of a message.
    record Outcome<S, V>(Step<S> step, V view, @Nullable Result<?> answer) {}

    private record Operation(String message, String name) {}

    Turn(Behaviour<P, S, V> behaviour, ServerContext<P> context, Scheduler scheduler) {
        this.behaviour = behaviour;
        this.context = context;
        this.scheduler = scheduler;
    }

    ErrorContext contextOf(String message, @Nullable ErrorContext sent) {
        String operation = operation(message);
        return sent == null ? root(operation) : sent.child(operation);
    }

    private String operation(String message) {
        Operation operation = last;
        if (operation == null || !operation.message().equals(message)) {
            operation = new Operation(message, "server message " + behaviour.name() + " " + message);
            last = operation;
        }
        return operation.name();
    }

    /// A context that belongs to no sender.
    ErrorContext root(String operation) {
        return ErrorContext.root(operation, scheduler.clock(), scheduler::random);
    }

    /// Runs the part of a server's life that is on a thread of its own: messages are taken inside.
    void around(Runnable life) {
        roots().run(life);
    }

    private RootContexts roots() {
        RootContexts known = roots;
        if (known == null) {
            known = new RootContexts(this::operationInHand, scheduler.clock(), scheduler::random);
            roots = known;
        }
        return known;
    }

    private String operationInHand() {
        return operation(Objects.requireNonNull(inHand, "message in hand").label());
    }

    /// Handles a message; [#done()] must follow.
    Outcome<S, V> take(Envelope envelope, S state) {
        inHand = envelope;
        ErrorContext sent = envelope.context;
        if (sent == null) {
            roots().begin();
            return handle(envelope, state);
        }
        ErrorContext in = sent.child(operationInHand());
        traced = in;
        return in.call(() -> handle(envelope, state));
    }

    /// The context of the message in hand.
    private ErrorContext context() {
        ErrorContext in = traced;
        return in == null ? roots().context() : in;
    }

    /// The context of the message whose handler threw this.
    ErrorContext failed(Throwable thrown) {
        ErrorContext in = traced;
        return in == null ? roots().failed(thrown) : in;
    }

    /// The message in hand is handled.
    ///
    /// @return its context, null if nobody asked for it
    @Nullable
    ErrorContext done() {
        ErrorContext sent = traced;
        ErrorContext made = roots().end();
        inHand = null;
        traced = null;
        return sent == null ? made : sent;
    }

    private Outcome<S, V> handle(Envelope envelope, S state) {
        Message<?> message = messageOf(envelope);
        Step<S> step = behaviour.handlers().handle(message, state, context);
        Result<?> answer = null;
        if (envelope.isCall()) {
            answer = replyOf(message, step).result();
            if (answer instanceof Result.Err<?>(var error)) {
                answer = Result.err(error.in(context()));
            }
        } else {
            nextOf(message, step);
        }
        return new Outcome<>(step, view(step.state()), answer);
    }

    V view(S state) {
        V view = behaviour.view().of().apply(state);
        if (view == null) {
            throw new NullPointerException("the view function of server " + behaviour.name() + " gave null");
        }
        return view;
    }

    /// The handling of a call by its caller: no context of its own is bound, and no error is enriched.
    Reply<?, S> takeOwn(Call<?, ?> message, S state) {
        return replyOf(message, behaviour.handlers().handle(message, state, context));
    }

    static <S> Reply<?, S> replyOf(Message<?> message, @Nullable Step<S> step) {
        return switch (step) {
            case Reply<?, S> reply -> reply;
            case Next<S> _ ->
                throw new IllegalStateException(
                        label(message) + " is a call and was answered with Next; answer it with Reply");
            case null -> throw gaveNull(message);
        };
    }

    private static <S> void nextOf(Message<?> message, @Nullable Step<S> step) {
        switch (step) {
            case Next<S> _ -> {}
            case Reply<?, S> _ ->
                throw new IllegalStateException(
                        label(message) + " is a cast and was answered with Reply; end it with Next");
            case null -> throw gaveNull(message);
        }
    }

    private static NullPointerException gaveNull(Message<?> message) {
        return new NullPointerException("the handler of " + label(message) + " gave null");
    }

    private static String label(Message<?> message) {
        return HandlerTable.typeOf(message).getSimpleName();
    }

    /// The message that a function of the user's made of a notice.
    static Message<?> made(@Nullable Message<?> message, String givenTo, Object notice) {
        if (message == null) {
            throw new NullPointerException(
                    "the function given to " + givenTo + " gave null for " + notice + "; it must give a cast");
        }
        return message;
    }

    private static Message<?> messageOf(Envelope envelope) {
        return switch (envelope.content) {
            case Envelope.Sent sent -> sent.message();
            case Envelope.Tick tick -> tick.message();
            case Envelope.DownNotice notice -> made(notice.onDown().apply(notice.down()), "monitor", notice.down());
            case Envelope.NewsNotice notice -> notice.watch().message(notice.news());
            case Envelope.ExitNotice notice -> made(notice.onExit().apply(notice.exit()), "trapExits", notice.exit());
            case Envelope.IdleNotice notice -> notice.idle().message();
            case Envelope.Fed fed -> fed.message().get();
            case Envelope.Ticket _, Envelope.Due _, Envelope.StopMark _ ->
                throw new IllegalStateException(envelope.label() + " has no message");
        };
    }
}
