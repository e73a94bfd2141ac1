package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a caller does after it ran its own message and there is more to do than to take the answer along: a
/// refusal, an answer that comes later, a stop, a crash, messages that arrived meanwhile, a supervisor that
/// gave the caller up.
final class Settlement<P, S, V> {
    /// For a caller whose stack does not suffice for an error of its own.
    static final Result<?> EXHAUSTED = Result.err(ServerErrors.stackExhausted("of this call", "it"));

    private final ServerCell<P, V> cell;
    private final Incarnation incarnation;
    private final IncarnationLoop<P, S, V> loop;
    private final Handover handover;

    Settlement(ServerCell<P, V> cell, Incarnation incarnation, IncarnationLoop<P, S, V> loop, Handover handover) {
        this.cell = cell;
        this.incarnation = incarnation;
        this.loop = loop;
        this.handover = handover;
    }

    /// The message and what its caller said of it.
    record Asked<P, R>(
            Call<P, R> message, Duration limit, @Nullable ErrorContext context) {
        String label() {
            return HandlerTable.typeOf(message).getSimpleName();
        }
    }

    /// What came of the handler: a reply with its view, or what it threw. `promised` waits for the answer of a
    /// [ReplyTo] that the handler asked for; `loan` stands for the role.
    record Ran<S, V>(
            Envelope loan,
            @Nullable Envelope promised,
            @Nullable Reply<?, S> reply,
            @Nullable V view,
            @Nullable Throwable thrown) {}

    /// From the end of the handler to the answer. An overflow of the caller's stack costs the message, not the
    /// server: then the role is left behind, by stores alone. Throws only before it has begun.
    @SuppressWarnings("unchecked") // the handler's reply type is that of the message
    <R> Result<R> end(Asked<P, R> asked, Ran<S, V> ran) {
        Envelope role = ran.loan;
        Result<?> answer = EXHAUSTED;
        try {
            incarnation.lentTo(null, null);
            if (!cell.mailbox().endLoan(ran.loan)) {
                role = null;
                return lost(asked);
            }
            role = Mailbox.OWNED;
            Reply<?, S> reply = ran.reply;
            Envelope promised = ran.promised;
            if (reply != null) {
                promised = commit(asked, reply, ran);
                answer = reply.result() instanceof Result.Ok<?> ok ? ok : answer;
            } else if (!(ran.thrown instanceof StackOverflowError)) {
                answer = crashed(asked, Objects.requireNonNull(ran.thrown));
            }
            handover.release();
            role = null;
            answer = reply == null ? told(asked, answer, promised) : given(asked, reply.result(), promised);
        } catch (StackOverflowError overflow) {
            if (role != null) {
                handover.left = role;
            }
        } catch (Throwable fault) {
            if (role != null) {
                handover.left = role;
            }
            throw fault;
        }
        return (Result<R>) answer;
    }

    /// State, view, and what the reply asks for besides an answer.
    ///
    /// @return what waits for the answer, null if nothing does
    private @Nullable Envelope commit(Asked<P, ?> asked, Reply<?, S> reply, Ran<S, V> ran) {
        loop.state = reply.state();
        loop.published().set(Objects.requireNonNull(ran.view));
        loop.goOn(reply, asked.context);
        if (reply.result() != null) {
            return ran.promised;
        }
        Envelope envelope = ran.promised == null
                ? Envelope.call(asked.message, asked.context, Thread.currentThread())
                : ran.promised;
        envelope.deferredBy = incarnation;
        incarnation.deferred().add(envelope);
        return envelope;
    }

    /// The answer, of which a kept [ReplyTo] may have given another before.
    private Result<?> given(Asked<P, ?> asked, @Nullable Result<?> given, @Nullable Envelope promised) {
        if (given == null) {
            return new Caller<>(cell, asked.message, asked.limit).awaitAnswer(Objects.requireNonNull(promised));
        }
        Result<?> answer = given;
        if (given instanceof Result.Err<?>(var refused)) {
            answer = recorded(asked, refused);
        }
        if (promised != null && !promised.answer(answer, cell.runtime().scheduler())) {
            cell.lost(Loss.REPLY_LATE, 1);
            Result<?> first = promised.answer();
            return first == null ? answer : first;
        }
        return answer;
    }

    /// The answer after a handler that threw.
    @SuppressWarnings("ReferenceEquality") // this very one
    private Result<?> told(Asked<P, ?> asked, Result<?> given, @Nullable Envelope promised) {
        Result<?> answer =
                given == EXHAUSTED ? recorded(asked, ServerErrors.stackExhausted(cell.name(), asked.label())) : given;
        if (promised != null) {
            promised.answer(answer, cell.runtime().scheduler());
        }
        return answer;
    }

    private Result<?> crashed(Asked<P, ?> asked, Throwable thrown) {
        ErrorContext in = loop.turn().contextOf(asked.label(), asked.context);
        FoundationError error =
                ServerErrors.crashed(incarnation, asked.label(), thrown).in(in);
        loop.dies(asked.label(), thrown, error, in);
        return Result.err(error);
    }

    private Result<?> recorded(Asked<P, ?> asked, FoundationError refused) {
        FoundationError error = refused.in(loop.turn().contextOf(asked.label(), asked.context));
        cell.runtime().errors().record(error);
        return Result.err(error);
    }

    /// The supervisor gave the caller up while it was in the handler: nothing of it counts.
    private <R> Result<R> lost(Asked<P, R> asked) {
        cell.lost(Loss.REPLY_LATE, 1);
        return Result.err(ServerErrors.abandonedByCaller(incarnation, asked.label()));
    }

    /// After an overflow of the stack, further up: gives on what was left behind, and says what happened.
    @SuppressWarnings("ReferenceEquality") // this very one
    void afterOverflow(Result<?> answer) {
        try {
            handover.adopt();
            if (answer == EXHAUSTED) {
                cell.runtime().errors().record(((Result.Err<?>) EXHAUSTED).error());
            }
        } catch (StackOverflowError again) {
            // the next sender or the supervisor adopts it
        }
    }
}
