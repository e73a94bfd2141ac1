package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The life of one incarnation on its own thread: `init`, messages in order of arrival, `terminate`.
///
/// The user's code runs only between `enterUser` and `exitUser` of the [Incarnation]. When either says that
/// the role was taken away, the thread touches nothing any more.
final class IncarnationLoop<P, S, V> implements Runnable {
    private final ServerCell<P, V> cell;
    private final Behaviour<P, S, V> behaviour;
    private final Incarnation incarnation;
    private final ServerControl.Listener listener;
    private final Scheduler scheduler;
    private final LiveContext<P> context;
    private final Turn<P, S, V> turn;

    /// The role holder's.
    @Nullable
    S state;

    private final Published<V> published = new Published<>();
    private @Nullable Envelope continuation;
    /// Set when the role was taken away: somebody else has ended this incarnation.
    private boolean taken;
    /// What a caller's handler left to do: the last words of an incarnation, before anything else.
    private @Nullable Supplier<ExitReason> farewell;

    IncarnationLoop(
            ServerCell<P, V> cell,
            Behaviour<P, S, V> behaviour,
            Incarnation incarnation,
            ServerControl.Listener listener) {
        this.cell = cell;
        this.behaviour = behaviour;
        this.incarnation = incarnation;
        this.listener = listener;
        this.scheduler = cell.runtime().scheduler();
        this.context = new LiveContext<>(cell, incarnation);
        this.turn = new Turn<>(behaviour, context, scheduler);
    }

    @Override
    public void run() {
        incarnation.runsOn(Thread.currentThread());
        if (incarnation.wakes()) {
            turn.around(() -> live(true));
        }
    }

    /// Gives the role to a thread of its own. Only for who has it, of a non-blocking server; throws if
    /// there is no thread to be had.
    void handOver() {
        incarnation.handsOver();
        incarnation.startedOn(scheduler.start(cell.name(), ThreadKind.VIRTUAL, this::resume));
    }

    /// The life goes on, on a thread that was started because there is something to do.
    private void resume() {
        if (incarnation.wakes() || incarnation.leaving()) {
            incarnation.runsOn(Thread.currentThread());
            turn.around(() -> live(false));
        }
    }

    private void live(boolean first) {
        Frame.mine().current = incarnation;
        try {
            if (!first || begin()) {
                ExitReason reason = serve();
                if (reason != null && !taken) {
                    end(reason);
                }
            }
        } catch (Throwable thrown) {
            // not the user's code: a fault of the engine, or no memory left for it
            if (!incarnation.fenced()) {
                answerInHand(thrown);
                end(ExitReason.failed(thrown));
            }
        }
    }

    private void answerInHand(Throwable thrown) {
        Envelope inHand = incarnation.inHand();
        if (inHand != null && inHand.isCall() && inHand.deferredBy == null) {
            inHand.answer(Result.err(ServerErrors.crashed(incarnation, inHand.label(), thrown)), scheduler);
        }
    }

    /// `init`; true once the server is ready.
    private boolean begin() {
        if (!cell.activity().enters(incarnation, null)) {
            end(ExitReason.shutdown());
            return false;
        }
        ErrorContext starting = turn.root("server init " + cell.name());
        Init<S> init;
        V first = null;
        try {
            init = starting.call(() -> Objects.requireNonNull(behaviour.init().apply(context), "init gave null"));
            if (init instanceof Init.Ready<S> ready) {
                first = turn.view(ready.state());
            } else if (init instanceof Init.Failed<S>(var error)) {
                init = Init.failed(ServerErrors.initRefused(incarnation, error).in(starting));
            }
        } catch (Throwable thrown) {
            init = Init.failed(initThrew(thrown).in(starting));
        }
        if (incarnation.startFailure() != null && init instanceof Init.Ready<S>(var late, var _, var _)) {
            init = tooLate(late, starting);
        }
        if (init instanceof Init.Failed<S>(var error) && !incarnation.fenced()) {
            tellCrash("init", error);
        }
        if (!incarnation.exitUser()) {
            return false;
        }
        return begun(init, first);
    }

    private FoundationError initThrew(Throwable thrown) {
        FoundationError tooLong = incarnation.startFailure();
        return tooLong == null ? ServerErrors.initFailed(incarnation, thrown) : tooLong.causedBy(thrown);
    }

    /// What `init` made has nobody left who wants it, and is given to `terminate`.
    private Init<S> tooLate(S late, ErrorContext starting) {
        FoundationError error =
                Objects.requireNonNull(incarnation.startFailure()).in(starting);
        if (incarnation.fenced()) {
            return Init.failed(error);
        }
        boolean _ = Thread.interrupted();
        try {
            starting.run(() -> behaviour.terminate().accept(ExitReason.shutdown(), late));
        } catch (Throwable thrown) {
            error = error.causedBy(thrown);
        }
        return Init.failed(error);
    }

    private boolean begun(Init<S> init, @Nullable V first) {
        switch (init) {
            case Init.Ready<S> ready -> {
                state = ready.state();
                continueWith(ready.continuation(), null);
                incarnation.afterIdle(ready.idle());
                published.set(Objects.requireNonNull(first));
                cell.ready(incarnation, published);
                listener.ready(incarnation);
                return true;
            }
            case Init.Ignore<S> _ -> {
                over(ExitReason.normal());
                listener.ignored(incarnation);
                Links.end(incarnation, ExitReason.normal());
            }
            case Init.Failed<S>(var error) -> {
                ExitReason reason = ExitReason.failed(error.toException());
                over(reason);
                listener.refused(incarnation, error);
                Links.end(incarnation, reason);
            }
        }
        return false;
    }

    /// Messages until there is a reason to end, or, null, nothing left to do for a thread of its own.
    private @Nullable ExitReason serve() {
        Supplier<ExitReason> last = farewell;
        if (last != null) {
            farewell = null;
            return last.get();
        }
        while (true) {
            // clear first, then look: an interrupt that comes with a request to stop stays for the next user code
            boolean _ = Thread.interrupted();
            ExitReason asked = incarnation.stopRequest();
            if (asked != null) {
                return terminated(asked);
            }
            if (incarnation.fenced()) {
                return ExitReason.shutdown();
            }
            if (cell.lifecycle() == Lifecycle.SUSPENDED && continuation == null) {
                taken = !pause();
                if (taken) {
                    return ExitReason.shutdown();
                }
                continue;
            }
            Envelope envelope = next();
            if (envelope == null && cell.nonBlocking()) {
                if (!rest()) {
                    return null;
                }
                continue;
            }
            if (envelope == null) {
                if (!sleep()) {
                    taken = true;
                    return ExitReason.shutdown();
                }
                continue;
            }
            ExitReason reason = handle(envelope);
            if (taken || reason != null) {
                return reason == null ? ExitReason.shutdown() : reason;
            }
        }
    }

    private @Nullable Envelope next() {
        Envelope first = continuation;
        if (first != null) {
            continuation = null;
            return first;
        }
        return cell.mailbox().take();
    }

    /// Waits for a message or a reason to leave; false if the role was taken away meanwhile.
    private boolean sleep() {
        Mailbox mailbox = cell.mailbox();
        if (!mailbox.release()) {
            return true;
        }
        if (incarnation.sleeps()) {
            while (!mailbox.arrived() && incarnation.stopRequest() == null && !incarnation.fenced()) {
                scheduler.park(cell, Scheduler.NO_DEADLINE);
                boolean _ = Thread.interrupted();
            }
            if (!incarnation.wakes()) {
                return false;
            }
        }
        mailbox.own();
        return true;
    }

    /// Leaves all messages where they are until the server is resumed or has a reason to leave; false if the role was
    /// taken away meanwhile.
    private boolean pause() {
        if (!incarnation.sleeps()) {
            return true;
        }
        while (cell.lifecycle() == Lifecycle.SUSPENDED && !incarnation.wanted()) {
            scheduler.park(cell, Scheduler.NO_DEADLINE);
            boolean _ = Thread.interrupted();
        }
        return incarnation.wakes();
    }

    /// Gives the role up; true if there is something to do after all.
    private boolean rest() {
        if (!incarnation.rests()) {
            return true;
        }
        incarnation.runsOn(null);
        Mailbox mailbox = cell.mailbox();
        if (mailbox.release()) {
            if (!incarnation.wanted() || !mailbox.own()) {
                return false;
            }
        }
        incarnation.staysUp();
        incarnation.runsOn(Thread.currentThread());
        return true;
    }

    /// One message; the reason to end after it, null to go on.
    private @Nullable ExitReason handle(Envelope envelope) {
        long owner = envelope.owner();
        if (envelope.content instanceof Envelope.Tick tick) {
            tick.timer().tickTaken();
        }
        if (owner != 0 && owner != incarnation.epoch()) {
            if (envelope.matters()) {
                cell.lost(Loss.DROPPED, 1);
            }
            return null;
        }
        if (envelope.content instanceof Envelope.Due due) {
            Incarnation.Fed fed = due.feed().take();
            if (fed == null) {
                return null;
            }
            return enter(Envelope.system(new Envelope.Fed(fed.message(), owner), fed.context()));
        }
        if (envelope.content instanceof Envelope.StopMark(var reason, var _)) {
            return terminated(reason);
        }
        if (envelope.content instanceof Envelope.NewsNotice notice
                && !notice.watch().wanted()) {
            return null;
        }
        if (envelope.content instanceof Envelope.IdleNotice(var wait, var _) && !incarnation.idled(wait)) {
            return null; // another message came first
        }
        if (envelope.isCall() && envelope.settled()) {
            cell.lost(Loss.SKIPPED, 1);
            return null;
        }
        return enter(envelope);
    }

    private @Nullable ExitReason enter(Envelope envelope) {
        if (!cell.activity().enters(incarnation, envelope)) {
            cell.mailbox().putBack(envelope);
            return ExitReason.shutdown();
        }
        return runTurn(envelope);
    }

    private @Nullable ExitReason runTurn(Envelope envelope) {
        Turn.Outcome<S, V> outcome = null;
        ExitReason crash = null;
        context.handles(envelope);
        try {
            outcome = turn.take(envelope, Objects.requireNonNull(state));
            if (outcome.answer() instanceof Result.Err<?>(var error)) {
                cell.runtime().errors().record(error);
            }
        } catch (Throwable thrown) {
            crash = crashed(envelope, thrown, turn.failed(thrown));
        }
        ErrorContext in = turn.done();
        context.handles(null);
        if (!incarnation.exitUser()) {
            taken = true;
            return null;
        }
        return outcome == null ? crash : settle(envelope, outcome, in);
    }

    /// Publishes the view, gives the answer, and goes on as the step says.
    private @Nullable ExitReason settle(Envelope envelope, Turn.Outcome<S, V> outcome, @Nullable ErrorContext in) {
        state = outcome.step().state();
        published.set(outcome.view());
        Result<?> answer = outcome.answer();
        if (envelope.isCall() && answer == null) {
            envelope.deferredBy = incarnation;
            incarnation.deferred().add(envelope);
        } else if (answer != null && !envelope.answer(answer, scheduler)) {
            cell.lost(Loss.REPLY_LATE, 1);
        }
        continueWith(outcome.step().continuation(), in);
        incarnation.afterIdle(outcome.step().idle());
        ExitReason stopping = outcome.step().stopping();
        return stopping == null ? null : terminated(stopping);
    }

    private void continueWith(@Nullable Cast<?> message, @Nullable ErrorContext in) {
        continuation = message == null ? null : Envelope.own(message, in, incarnation.epoch());
    }

    /// The user's code threw: the caller gets `S402`, the world hears of it once, `terminate` gets its chance.
    private ExitReason crashed(Envelope envelope, Throwable thrown, ErrorContext in) {
        FoundationError error =
                ServerErrors.crashed(incarnation, envelope.label(), thrown).in(in);
        if (envelope.isCall()) {
            envelope.answer(Result.err(error), scheduler);
        }
        ExitReason reason = ExitReason.failed(thrown);
        if (incarnation.fenced()) {
            return reason;
        }
        tellCrash(envelope.label(), error);
        incarnation.handled();
        lastWords(reason, thrown, in);
        return reason;
    }

    /// After a crash on a caller's thread: what [#crashed] does, on a thread of its own.
    private ExitReason afterCrash(String message, Throwable thrown, FoundationError error, ErrorContext in) {
        ExitReason reason = ExitReason.failed(thrown);
        if (!cell.activity().enters(incarnation, null)) {
            return reason;
        }
        tellCrash(message, error);
        lastWords(reason, thrown, in);
        taken = !incarnation.exitUser();
        return reason;
    }

    @SuppressWarnings("ReferenceEquality") // nothing may be suppressed by itself
    private void lastWords(ExitReason reason, Throwable thrown, ErrorContext in) {
        S last = state;
        if (last != null) {
            try {
                in.run(() -> behaviour.terminate().accept(reason, last));
            } catch (Throwable second) {
                if (second != thrown) {
                    thrown.addSuppressed(second);
                }
            }
        }
    }

    // What a caller that runs its own message does with the role, in place of the loop.

    LiveContext<P> context() {
        return context;
    }

    Turn<P, S, V> turn() {
        return turn;
    }

    Published<V> published() {
        return published;
    }

    S state() {
        return Objects.requireNonNull(state);
    }

    /// Whether a thread of its own must go on before the role may be given up.
    boolean busy() {
        return continuation != null || farewell != null;
    }

    /// The handler on the caller's thread is done; what else its step says is done on a thread of its own.
    void goOn(Step<S> step, @Nullable ErrorContext in) {
        continueWith(step.continuation(), in);
        incarnation.afterIdle(step.idle());
        ExitReason stopping = step.stopping();
        if (stopping != null) {
            farewell = () -> terminated(stopping);
        }
    }

    /// The handler on the caller's thread threw.
    void dies(String message, Throwable thrown, FoundationError error, ErrorContext in) {
        farewell = () -> afterCrash(message, thrown, error, in);
    }

    /// Ends it on behalf of nobody's thread: the role was taken while no thread had it.
    void endIdle() {
        end(ExitReason.shutdown());
    }

    private void tellCrash(String message, FoundationError error) {
        cell.activity()
                .crashed(new ServerControl.Crash(scheduler.clock().wallTime(), message, incarnation.epoch(), error));
        cell.runtime().errors().record(error);
        cell.telemetry().crashed.emit(1, cell.name(), message, error, incarnation.epoch());
    }

    /// An orderly end: `terminate`, unless the stop was immediate. The reason, or what `terminate` threw.
    private ExitReason terminated(ExitReason reason) {
        if (incarnation.killed() || !cell.activity().enters(incarnation, null)) {
            return reason;
        }
        ExitReason outcome = reason;
        ErrorContext ending = turn.root("server terminate " + cell.name());
        S last = Objects.requireNonNull(state);
        try {
            ending.run(() -> behaviour.terminate().accept(reason, last));
        } catch (Throwable thrown) {
            outcome = ExitReason.failed(thrown);
            tellCrash(
                    "terminate",
                    ServerErrors.crashed(incarnation, "terminate", thrown).in(ending));
        }
        taken = !incarnation.exitUser();
        return outcome;
    }

    private void end(ExitReason reason) {
        over(reason);
        listener.ended(incarnation, reason);
        Links.end(incarnation, reason);
    }

    private void over(ExitReason reason) {
        if (continuation != null) {
            cell.lost(Loss.DROPPED, 1);
        }
        incarnation.end();
        cell.over(incarnation, reason);
    }
}
