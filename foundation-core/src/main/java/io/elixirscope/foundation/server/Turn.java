package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import org.jspecify.annotations.Nullable;

/// The handling of one message by the server's own functions: (message, state) → step and view, in a child of the
/// sender's context. Whoever owns the server runs it; it touches neither mailbox nor incarnation.
final class Turn<P, S, V> {
    private final Behaviour<P, S, V> behaviour;
    private final ServerContext<P> context;
    private final Scheduler scheduler;

    /// What a handler made of a message.
    record Outcome<S, V>(Step<S> step, V view, @Nullable Result<?> answer) {}

    Turn(Behaviour<P, S, V> behaviour, ServerContext<P> context, Scheduler scheduler) {
        this.behaviour = behaviour;
        this.context = context;
        this.scheduler = scheduler;
    }

    /// The context that a message is handled in.
    ErrorContext contextOf(Envelope envelope) {
        String operation = "server message " + behaviour.name() + " " + envelope.label();
        ErrorContext sent = envelope.context;
        return sent == null ? root(operation) : sent.child(operation);
    }

    /// A context that belongs to no sender.
    ErrorContext root(String operation) {
        return ErrorContext.root(operation, scheduler.clock()::nanos, scheduler::random);
    }

    Outcome<S, V> take(Envelope envelope, S state, ErrorContext in) {
        return in.call(() -> handle(envelope, state, in));
    }

    private Outcome<S, V> handle(Envelope envelope, S state, ErrorContext in) {
        Message<?> message = messageOf(envelope);
        Step<S> step = behaviour.handlers().handle(message, state, context);
        Result<?> answer = switch (step) {
            case Reply<?, S> reply -> answer(message, reply, in);
            case Next<S> _ -> {
                if (envelope.isCall()) {
                    throw new IllegalStateException(
                            envelope.label() + " is a call and was answered with Next; answer it with Reply");
                }
                yield null;
            }
            case null -> throw new NullPointerException("the handler of " + envelope.label() + " gave null");
        };
        return new Outcome<>(step, view(step.state()), answer);
    }

    V view(S state) {
        V view = behaviour.view().apply(state);
        if (view == null) {
            throw new NullPointerException("the view function of server " + behaviour.name() + " gave null");
        }
        return view;
    }

    private static @Nullable Result<?> answer(Message<?> message, Reply<?, ?> reply, ErrorContext in) {
        if (message instanceof Cast<?>) {
            throw new IllegalStateException(HandlerTable.typeOf(message).getSimpleName()
                    + " is a cast and was answered with Reply; end it with Next");
        }
        return reply.result() instanceof Result.Err<?>(var error) ? Result.err(error.in(in)) : reply.result();
    }

    private static Message<?> messageOf(Envelope envelope) {
        return switch (envelope.content) {
            case Envelope.Sent sent -> sent.message();
            case Envelope.Tick tick -> tick.message();
            case Envelope.DownNotice notice -> notice.onDown().apply(notice.down());
            case Envelope.StopMark _ -> throw new IllegalStateException("a stop mark has no message");
        };
    }
}
