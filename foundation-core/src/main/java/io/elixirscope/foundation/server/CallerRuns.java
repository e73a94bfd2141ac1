package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The callers' side of one incarnation of a non-blocking server: a call runs on its caller's thread while
/// the server is idle and nothing waits.
final class CallerRuns<P, S, V> {
    /*
     * One loan of the role.
     *
     *  1. lend      null -> loan: nobody else can enter, and what others send is linked on top of the loan
     *  2. handler   with the state, on the caller's thread, as the incarnation's code (Frame, Incarnation.owner)
     *  3. endLoan   loan, or the stack on it -> OWNED. A supervisor that gives the caller up does the same; whoever
     *               succeeds has the role. So the state, the view and the answer of a fenced handler go nowhere
     *  4. commit    state and view
     *  5. release   OWNED -> null, or the role is handed over to a thread of its own because something waits
     *
     * A caller may come with hardly any stack left, so that any call in 1-5 may overflow, and not only the handler's.
     * Between the steps there are stores only; `orphan` says, by a store, which step the role was left behind at, and
     * whoever comes next adopts it: this caller if its stack suffices, else the next sender or the supervisor.
     */
    private static final int DEEPEST = 32;
    private static final int FIRST_PAUSE = 8;
    private static final int LONGEST_PAUSE = 1_024;
    private static final int RUNS_BETWEEN_YIELDS = 256;
    private static final boolean MANY_PROCESSORS = Runtime.getRuntime().availableProcessors() > 1;
    private static final Duration ADOPT_AGAIN = Duration.ofMillis(100);
    /// For a caller whose stack does not suffice for an error of its own.
    private static final Result<?> EXHAUSTED = Result.err(ServerErrors.stackExhausted("of this call", "it"));

    /// Where a role was left behind.
    enum Orphan {
        NONE,
        LENT,
        OWNED
    }

    private final ServerCell<P, V> cell;
    private final Incarnation incarnation;
    private final IncarnationLoop<P, S, V> loop;
    private final LiveContext<P> context;
    private final Turn<P, S, V> turn;
    private final Mailbox mailbox;
    private final Envelope loan = Envelope.loan();
    /// Stored directly by who has no stack for a call.
    volatile Orphan orphan = Orphan.NONE;

    CallerRuns(ServerCell<P, V> cell, Incarnation incarnation, IncarnationLoop<P, S, V> loop) {
        this.cell = cell;
        this.incarnation = incarnation;
        this.loop = loop;
        this.context = loop.context();
        this.turn = loop.turn();
        this.mailbox = cell.mailbox();
    }

    /// A call whose server may be idle.
    ///
    /// @return null if it must go the long way
    <R> @Nullable Result<R> call(Call<P, R> message, Duration timeout) {
        Frame frame = Frame.mine();
        Incarnation sender = frame.current;
        if (cell.lifecycle() != Lifecycle.RUNNING || timeout.isZero() || (sender != null && sender.fenced())) {
            return null;
        }
        ErrorContext sent = ErrorContext.currentOrNull();
        ServerTelemetry telemetry = cell.telemetry();
        if (telemetry.call.enabled()
                || telemetry.overrun.enabled()
                || (sent != null && sent.deadlineNanos().isPresent())) {
            return timed(frame, message, timeout, sent);
        }
        return run(frame, message, timeout, sent);
    }

    private <R> @Nullable Result<R> timed(
            Frame frame, Call<P, R> message, Duration timeout, @Nullable ErrorContext sent) {
        Scheduler scheduler = cell.runtime().scheduler();
        Duration limit = Caller.shorter(timeout, sent);
        if (limit.isZero()) {
            return null;
        }
        long start = scheduler.clock().nanos();
        Result<R> answer = run(frame, message, limit, sent);
        if (answer != null) {
            cell.telemetry()
                    .told(cell.name(), message, answer, scheduler.clock().nanos() - start, limit);
        }
        return answer;
    }

    /// A call that found the server busy: it comes back after pauses that double, and then runs itself.
    ///
    /// @return null if it must wait in line
    <R> @Nullable Result<R> contend(Call<P, R> message, Duration limit, long deadlineNanos) {
        if (!MANY_PROCESSORS || limit.isZero()) {
            return null;
        }
        Frame frame = Frame.mine();
        boolean virtual = Thread.currentThread().isVirtual();
        int notStarted = 0;
        for (int pause = FIRST_PAUSE; pause <= LONGEST_PAUSE; pause <<= 1) {
            for (int i = 0; i < pause; i++) {
                Thread.onSpinWait();
            }
            if (mailbox.arrived()) {
                // its thread waits for a processor, which this virtual thread may be using
                notStarted = incarnation.owner() == null ? notStarted + 1 : 0;
                if (virtual && notStarted == 2) {
                    return null;
                }
            } else if (cell.runtime().scheduler().clock().nanos() < deadlineNanos) {
                Result<R> answer = run(frame, message, limit, ErrorContext.currentOrNull());
                if (answer != null) {
                    return answer;
                }
            }
        }
        return null;
    }

    @SuppressWarnings("ThreadPriorityCheck") // the yield is for fairness, nothing relies on it
    private <R> @Nullable Result<R> run(Frame frame, Call<P, R> message, Duration limit, @Nullable ErrorContext sent) {
        int nested = frame.nested;
        if (nested >= DEEPEST || !mailbox.lend(loan)) {
            return null;
        }
        Incarnation around = frame.current;
        boolean current = false;
        Made<S, V> made = null;
        Throwable thrown = null;
        try {
            incarnation.lentTo(Thread.currentThread(), around);
            current = cell.isRole(this) && !incarnation.wanted();
            if (current) {
                frame.current = incarnation;
                frame.nested = nested + 1;
                context.lend(message);
                Reply<?, S> reply = turn.takeOwn(message, loop.state());
                made = new Made<>(reply, reply.state(), turn.view(reply.state()), reply.result());
            }
        } catch (Throwable any) {
            thrown = any;
        }
        frame.current = around;
        frame.nested = nested;
        Result<R> answer;
        try {
            if (made != null) {
                answer = settle(message, limit, sent, made);
            } else if (thrown != null) {
                answer = failed(message, sent, thrown);
            } else {
                giveBack();
                return null;
            }
        } catch (StackOverflowError beforeAnyStep) {
            orphan = Orphan.LENT;
            answer = withoutStack(EXHAUSTED);
        }
        if (++frame.ownRuns % RUNS_BETWEEN_YIELDS == 0
                && nested == 0
                && Thread.currentThread().isVirtual()) {
            Thread.yield(); // a virtual thread that never parks would keep its carrier from all others
        }
        return answer;
    }

    /// What a handler made.
    private record Made<S, V>(
            Reply<?, S> reply, S state, V view, @Nullable Result<?> given) {}

    /// Steps 3-5 after a reply.
    private <R> Result<R> settle(Call<P, R> message, Duration limit, @Nullable ErrorContext sent, Made<S, V> made) {
        Orphan stage = Orphan.LENT;
        Result<?> answer = EXHAUSTED;
        try {
            Envelope promised = context.takeBack();
            incarnation.lentTo(null, null);
            VarHandle.releaseFence();
            if (!mailbox.endLoan(loan)) {
                return lost(message);
            }
            stage = Orphan.OWNED;
            loop.state = made.state;
            cell.view = made.view;
            Result<?> given = made.given;
            boolean plain = given instanceof Result.Ok && promised == null;
            answer = plain && given != null ? given : answer;
            if (!plain || made.reply.saysMore() || incarnation.mayIdle()) {
                promised = goOn(message, sent, made, promised);
            }
            finish();
            stage = Orphan.NONE;
            return typed(plain ? answer : slowly(message, limit, sent, given, promised));
        } catch (Throwable fault) {
            if (stage != Orphan.NONE) {
                orphan = stage;
            }
            if (fault instanceof StackOverflowError) {
                return withoutStack(answer);
            }
            throw fault;
        }
    }

    /// What a reply asks for besides an answer, while the role is held.
    private @Nullable Envelope goOn(
            Call<P, ?> message, @Nullable ErrorContext sent, Made<S, V> made, @Nullable Envelope promised) {
        loop.goOn(made.reply, sent);
        if (made.given != null) {
            return promised;
        }
        Envelope envelope = promised == null ? Envelope.call(message, sent, Thread.currentThread()) : promised;
        envelope.deferredBy = incarnation;
        incarnation.deferred().add(envelope);
        return envelope;
    }

    /// A refusal, an answer that comes later, or one that a kept [ReplyTo] may have given before.
    private <R> Result<?> slowly(
            Call<P, R> message,
            Duration limit,
            @Nullable ErrorContext sent,
            @Nullable Result<?> given,
            @Nullable Envelope envelope) {
        if (given == null) {
            return new Caller<>(cell, message, limit).awaitAnswer(Objects.requireNonNull(envelope));
        }
        Result<?> answer = given;
        if (given instanceof Result.Err<?>(var refused)) {
            FoundationError error = refused.in(turn.contextOf(label(message), sent));
            cell.runtime().errors().record(error);
            answer = Result.err(error);
        }
        if (envelope != null && !envelope.answer(answer, cell.runtime().scheduler())) {
            cell.telemetry().replyLate.add(1);
            Result<?> first = envelope.answer();
            return first == null ? answer : first;
        }
        return answer;
    }

    /// Steps 3-5 after a handler that threw. An overflow of the caller's stack costs the message, not the
    /// server.
    private <R> Result<R> failed(Call<P, R> message, @Nullable ErrorContext sent, Throwable thrown) {
        Orphan stage = Orphan.LENT;
        Result<?> answer = EXHAUSTED;
        try {
            Envelope promised = context.takeBack();
            incarnation.lentTo(null, null);
            if (!mailbox.endLoan(loan)) {
                return lost(message);
            }
            stage = Orphan.OWNED;
            boolean overflow = thrown instanceof StackOverflowError;
            if (!overflow) {
                answer = crashed(message, sent, thrown);
            }
            finish();
            stage = Orphan.NONE;
            if (overflow) {
                FoundationError error = ServerErrors.stackExhausted(cell.name(), label(message))
                        .in(turn.contextOf(label(message), sent));
                cell.runtime().errors().record(error);
                answer = Result.err(error);
            }
            if (promised != null) {
                promised.answer(answer, cell.runtime().scheduler());
            }
            return typed(answer);
        } catch (Throwable fault) {
            if (stage != Orphan.NONE) {
                orphan = stage;
            }
            if (fault instanceof StackOverflowError) {
                return withoutStack(answer);
            }
            throw fault;
        }
    }

    private Result<?> crashed(Call<P, ?> message, @Nullable ErrorContext sent, Throwable thrown) {
        ErrorContext in = turn.contextOf(label(message), sent);
        FoundationError error =
                ServerErrors.crashed(incarnation, label(message), thrown).in(in);
        loop.dies(label(message), thrown, error, in);
        return Result.err(error);
    }

    /// The supervisor gave the caller up while it was in the handler: nothing of it counts.
    private <R> Result<R> lost(Call<P, R> message) {
        cell.telemetry().replyLate.add(1);
        return Result.err(ServerErrors.abandonedByCaller(incarnation, label(message)));
    }

    /// The loan came between two incarnations, or just before an end.
    private void giveBack() {
        boolean mine = false;
        try {
            incarnation.lentTo(null, null);
            mine = mailbox.endLoan(loan);
            if (mine) {
                cell.handOver();
            }
        } catch (StackOverflowError noStack) {
            orphan = mine ? Orphan.OWNED : Orphan.LENT;
        }
    }

    /// The role is released or handed over. Throws only before it has begun.
    private void finish() {
        boolean released = false;
        try {
            released = !loop.busy() && mailbox.release();
            if (!released) {
                StackRoom.need();
                loop.handOver();
            } else if (incarnation.wanted()) {
                cell.wakeOwner();
            }
        } catch (Throwable noThread) {
            if (!released) {
                orphan = Orphan.OWNED;
            }
            try {
                adoptLater();
            } catch (StackOverflowError again) {
                // the next sender or the supervisor adopts it
            }
        }
    }

    /// Gives the role, which is the caller's of this, to a thread of its own; if there is none to be had, later. Throws
    /// only before it has begun.
    void handOver() {
        try {
            StackRoom.need();
            loop.handOver();
        } catch (Throwable noThread) {
            orphan = Orphan.OWNED;
            try {
                adoptLater();
            } catch (StackOverflowError again) {
                // the next sender or the supervisor adopts it
            }
        }
    }

    /// Takes a role that was left behind and gives it to a thread of its own.
    void adopt() {
        if (orphan == Orphan.NONE) {
            return;
        }
        synchronized (loan) {
            Orphan found = orphan;
            if (found == Orphan.NONE) {
                return;
            }
            StackRoom.need();
            orphan = Orphan.NONE;
            boolean mine = found == Orphan.OWNED;
            try {
                mine = mine || mailbox.endLoan(loan);
                if (mine) {
                    handOver();
                }
            } catch (StackOverflowError noStack) {
                orphan = mine ? Orphan.OWNED : Orphan.LENT;
                throw noStack;
            }
        }
    }

    private void adoptLater() {
        try {
            StackRoom.need();
            cell.runtime().timers().after(ADOPT_AGAIN, this::adopt);
        } catch (RuntimeException | Error noTimer) {
            // the next sender or the supervisor adopts it
        }
    }

    @SuppressWarnings("ReferenceEquality") // this very one
    private <R> Result<R> withoutStack(Result<?> answer) {
        try {
            adopt();
            if (answer == EXHAUSTED) {
                cell.runtime().errors().record(((Result.Err<?>) EXHAUSTED).error());
            }
        } catch (StackOverflowError again) {
            // the next sender or the supervisor adopts it
        }
        return typed(answer);
    }

    /// The supervisor takes the role from the caller that has it.
    ///
    /// @return false if a thread of the server's own, or a caller outside the handler, has it and will
    ///     leave by itself
    boolean takeLent() {
        adopt();
        return mailbox.endLoan(loan) || mailbox.own();
    }

    void endIdle() {
        loop.endIdle();
    }

    private static String label(Message<?> message) {
        return HandlerTable.typeOf(message).getSimpleName();
    }

    @SuppressWarnings("unchecked") // the handler's reply type is that of the message
    private static <R> Result<R> typed(Result<?> answer) {
        return (Result<R>) answer;
    }
}
