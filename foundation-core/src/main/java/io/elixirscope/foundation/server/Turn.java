package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The handling of one message by the server's own functions: (message, state) → step and view, in a child
/// of the sender's context. Whoever owns the server runs it; it touches neither mailbox nor incarnation.
final class Turn<P, S, V> {
    private final Behaviour<P, S, V> behaviour;
    private final ServerContext<P> context;
    private final LongSupplier nanos;
    private final LongSupplier random;
    /// Of the message handled last; the next one is likely of the same type.
    private @Nullable Operation last;

    /// What a handler made of a message.
    record Outcome<S, V>(Step<S> step, V view, @Nullable Result<?> answer) {}

    private record Operation(String message, String name) {}

    Turn(Behaviour<P, S, V> behaviour, ServerContext<P> context, Scheduler scheduler) {
        this.behaviour = behaviour;
        this.context = context;
        this.nanos = scheduler.clock()::nanos;
        this.random = scheduler::random;
    }

    /// The context that a message is handled in.
    ErrorContext contextOf(Envelope envelope) {
        return contextOf(envelope.label(), envelope.context);
    }

    ErrorContext contextOf(String message, @Nullable ErrorContext sent) {
        Operation operation = last;
        if (operation == null || !operation.message().equals(message)) {
            operation = new Operation(message, "server message " + behaviour.name() + " " + message);
            last = operation;
        }
        return sent == null ? root(operation.name()) : sent.child(operation.name());
    }

    /// A context that belongs to no sender.
    ErrorContext root(String operation) {
        return ErrorContext.root(operation, nanos, random);
    }

    Outcome<S, V> take(Envelope envelope, S state, ErrorContext in) {
        return in.call(() -> handle(envelope, state, in));
    }

    private Outcome<S, V> handle(Envelope envelope, S state, ErrorContext in) {
        Message<?> message = messageOf(envelope);
        Step<S> step = behaviour.handlers().handle(message, state, context);
        Result<?> answer = null;
        if (envelope.isCall()) {
            answer = enriched(replyOf(message, step).result(), in);
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

    static @Nullable Result<?> enriched(@Nullable Result<?> result, ErrorContext in) {
        return result instanceof Result.Err<?>(var error) ? Result.err(error.in(in)) : result;
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
