package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The callers' side of one incarnation of a non-blocking server: a call runs on its caller's
/// thread while the server is idle and nothing waits.
final class CallerRuns<P, S, V> {
    /*
     * One loan of the role. The head of the mailbox is the whole of it.
     *
     *  1. lend      null -> the caller's own mark: nobody else can enter, and what others send is linked on top of it
     *  2. handler   with the state, on the caller's thread, as the incarnation's code (Frame, Incarnation.owner)
     *  3. commit    state and view, of this incarnation alone: if it was fenced meanwhile, nobody looks at them any more
     *  4. giveBack  mark -> null. A supervisor that gives the caller up, and a sender, move the same word: of giving back,
     *               fencing and linking each sees the other. Who finds messages on top of its mark, or has more to do than
     *               to return the answer, ends the loan (-> OWNED) and goes the long way (Settlement, Handover)
     *
     * The mark is the thread's and not the incarnation's: a caller that comes back from a fenced handler must not end the
     * loan of another that came late, with the same incarnation still in its hand.
     */
    private static final int DEEPEST = 32;
    private static final int FIRST_PAUSE = 8;
    private static final int LONGEST_PAUSE = 1_024;
    private static final int RUNS_BETWEEN_YIELDS = 256;
    private static final boolean MANY_PROCESSORS = Runtime.getRuntime().availableProcessors() > 1;

    final Handover handover;
    private final ServerCell<P, V> cell;
    private final Incarnation incarnation;
    private final IncarnationLoop<P, S, V> loop;
    private final LiveContext<P> context;
    private final Turn<P, S, V> turn;
    private final Mailbox mailbox;
    private final Published<V> published;
    private final Settlement<P, S, V> settlement;

    CallerRuns(ServerCell<P, V> cell, Incarnation incarnation, IncarnationLoop<P, S, V> loop) {
        this.cell = cell;
        this.incarnation = incarnation;
        this.loop = loop;
        this.context = loop.context();
        this.turn = loop.turn();
        this.published = loop.published();
        this.mailbox = cell.mailbox();
        this.handover = new Handover(cell, incarnation, loop);
        this.settlement = new Settlement<>(cell, incarnation, loop, handover);
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

    /// One that is measured or has an inherited deadline: two readings of the clock.
    private <R> @Nullable Result<R> timed(
            Frame frame, Call<P, R> message, Duration timeout, @Nullable ErrorContext sent) {
        Clock clock = cell.runtime().scheduler().clock();
        long start = clock.nanos();
        Duration limit = Caller.shorter(timeout, sent, clock, start);
        if (limit.isZero()) {
            return null;
        }
        Result<R> answer = run(frame, message, limit, sent);
        if (answer != null) {
            cell.telemetry().told(cell, message, answer, clock.nanos() - start, limit);
        }
        return answer;
    }

    /// A call that found the server busy: it comes back after pauses that double, and then runs
    /// itself.
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
            } else if (cell.lifecycle() == Lifecycle.SUSPENDED) {
                return null;
            } else if (cell.runtime().scheduler().clock().nanos() < deadlineNanos) {
                Result<R> answer = run(frame, message, limit, ErrorContext.currentOrNull());
                if (answer != null) {
                    return answer;
                }
            }
        }
        return null;
    }

    /// Small enough for the JIT to take an idle call in as a whole, handler and all: then no reply
    /// is made.
    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // the handler's reply type is that of the message
    private <R> @Nullable Result<R> run(Frame frame, Call<P, R> message, Duration limit, @Nullable ErrorContext sent) {
        int nested = frame.nested;
        Envelope loan = frame.loan;
        if (nested >= DEEPEST || !mailbox.lend(loan)) {
            return null;
        }
        Incarnation around = frame.current;
        Reply<?, S> reply = null;
        V view = null;
        Throwable thrown = null;
        try {
            if (!incarnation.wanted()) {
                enter(frame, message);
                Reply<?, S> made = turn.takeOwn(message, loop.state());
                view = turn.view(made.state());
                reply = made;
            }
        } catch (Throwable any) {
            thrown = any;
        }
        frame.current = around;
        frame.nested = nested;
        Result<?> answer;
        CallerRuns<P, ?, V> holder = this;
        try {
            if (reply == null && thrown == null) {
                CallerRuns<P, ?, V> inForce = cell.role;
                holder = inForce == null ? this : inForce;
                notNow(loan, holder);
                return null;
            }
            Envelope promised = context.takeBack();
            answer = reply == null || view == null || promised != null ? null : plain(loan, reply, view);
            if (answer == null) {
                answer = settlement.end(
                        new Settlement.Asked<>(message, limit, sent),
                        new Settlement.Ran<>(loan, promised, reply, view, thrown));
            }
        } catch (StackOverflowError beforeAnyStep) {
            holder.handover.left = loan;
            answer = Settlement.EXHAUSTED;
        }
        if (handover.left != null || answer == Settlement.EXHAUSTED) {
            settlement.afterOverflow(answer);
        }
        if (++frame.ownRuns % RUNS_BETWEEN_YIELDS == 0 && nested == 0) {
            yieldToOthers();
        }
        return (Result<R>) answer;
    }

    private void enter(Frame frame, Call<P, ?> message) {
        incarnation.lentTo(Thread.currentThread(), frame.innermost());
        frame.current = incarnation;
        frame.nested++;
        context.lend(message);
        cell.activity().counts(true);
        cell.activity().runs();
    }

    /// A virtual thread that never parks would keep its carrier from all others. Nothing relies on
    /// it.
    @SuppressWarnings("ThreadPriorityCheck")
    private static void yieldToOthers() {
        if (Thread.currentThread().isVirtual()) {
            Thread.yield();
        }
    }

    /// Steps 3 and 4 for an answer with nothing else to do. Throws only while the loan stands for the role.
    ///
    /// @return null if there is more to do, which the loan still stands for
    private @Nullable Result<?> plain(Envelope loan, Reply<?, S> reply, V view) {
        if (!(reply.result() instanceof Result.Ok<?> answer) || reply.saysMore() || incarnation.mayIdle()) {
            return null;
        }
        S lastState = loop.state;
        V lastView = published.view;
        boolean released = false;
        try {
            incarnation.lentTo(null, null);
            loop.state = reply.state();
            published.set(view);
            released = mailbox.giveBack(loan);
            if (released && incarnation.wanted()) {
                cell.wakeOwner();
            }
        } catch (StackOverflowError overflow) {
            if (!released) { // the message is as if never sent
                loop.state = lastState;
                published.view = lastView;
                throw overflow;
            }
        }
        return released ? answer : null;
    }

    /// The loan came between two incarnations, or just before an end: then the mailbox is a later
    /// incarnation's, and so is what is left behind.
    private void notNow(Envelope loan, CallerRuns<P, ?, V> inForce) {
        Envelope role = loan;
        try {
            if (mailbox.endLoan(loan)) {
                role = Mailbox.OWNED;
                cell.handOver();
            }
        } catch (StackOverflowError noStack) {
            inForce.handover.left = role;
        }
    }

    void endIdle() {
        loop.endIdle();
    }

    /// The message that a caller handles now, as others see it; null if none.
    @Nullable
    Call<?, ?> inHand() {
        return context.lent();
    }
}
