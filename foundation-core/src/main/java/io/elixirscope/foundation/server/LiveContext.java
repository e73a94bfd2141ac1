package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The context of one incarnation, for its own code on its own thread.
final class LiveContext<P> implements ServerContext<P> {
    private final ServerCell<P, ?> cell;
    private final Incarnation incarnation;
    private @Nullable Envelope current;
    /// The message that its caller handles itself; it gets an envelope only if it is to be answered later.
    private @Nullable Call<?, ?> lent;

    LiveContext(ServerCell<P, ?> cell, Incarnation incarnation) {
        this.cell = cell;
        this.incarnation = incarnation;
    }

    /// The message being handled; its own thread.
    void handles(@Nullable Envelope envelope) {
        current = envelope;
    }

    /// The caller on whose thread this is handles its own message.
    void lend(Call<?, ?> message) {
        lent = message;
    }

    /// The message that its caller handles itself now.
    @Nullable
    Call<?, ?> lent() {
        return lent;
    }

    /// The caller's handler is over.
    ///
    /// @return the envelope that [#replyTo(Call)] made, null if it was not asked
    @Nullable
    Envelope takeBack() {
        Envelope promised = current;
        lent = null;
        current = null;
        return promised;
    }

    /// The incarnation, for its own code.
    Incarnation incarnation() {
        inOwnCode();
        return incarnation;
    }

    @Override
    public ServerRef<P> self() {
        inOwnCode();
        return cell;
    }

    @Override
    public long fencingToken() {
        inOwnCode();
        return incarnation.epoch();
    }

    @Override
    public Instant now() {
        inOwnCode();
        return cell.runtime().scheduler().clock().wallTime();
    }

    @Override
    public <Q, V> Server<Q, V> ref(GenServer<Q, V> server) {
        inOwnCode();
        return cell.runtime().ref(server);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // this very message, not one that looks like it
    public <R> ReplyTo<R> replyTo(Call<P, R> call) {
        notFenced();
        if (lent == call && current == null) {
            current = Envelope.call(call, ErrorContext.currentOrNull(), Thread.currentThread());
        }
        Envelope envelope = current;
        if (envelope == null || !(envelope.content instanceof Envelope.Sent sent) || sent.message() != call) {
            throw new IllegalArgumentException("replyTo takes the call being handled, was " + call);
        }
        return new Later<>(envelope);
    }

    @Override
    public Timer sendAfter(Cast<P> message, Duration delay) {
        Objects.requireNonNull(message, "message");
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must be >= 0, was " + delay);
        }
        notFenced();
        ErrorContext captured = ErrorContext.currentOrNull();
        OwnTimers.OwnTimer timer = ownTimer();
        timer.arm(cell.runtime().timers().after(delay, () -> {
            if (timer.fire()) {
                cell.enqueue(Envelope.own(message, captured, incarnation.epoch()));
            }
        }));
        cancelIfFenced(timer);
        return timer;
    }

    @Override
    public Timer sendEvery(Cast<P> message, Duration period) {
        Objects.requireNonNull(message, "message");
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("period must be > 0, was " + period);
        }
        notFenced();
        ErrorContext captured = ErrorContext.currentOrNull();
        OwnTimers.OwnTimer timer = ownTimer();
        timer.arm(cell.runtime().timers().every(period, () -> {
            if (incarnation.fenced()) {
                return;
            }
            if (timer.tick()) {
                var tick = new Envelope.Tick(message, timer, incarnation.epoch());
                cell.enqueue(Envelope.system(tick, captured));
            } else {
                cell.lost(Loss.DROPPED, 1);
            }
        }));
        cancelIfFenced(timer);
        return timer;
    }

    @Override
    public Monitor monitor(ServerRef<?> other, Function<Monitor.Down, ? extends Cast<P>> onDown) {
        Objects.requireNonNull(onDown, "onDown");
        ServerCell<?, ?> target = sibling("monitor", other);
        Incarnation watched = target.incarnation();
        var watch = new Watchers.Watch(target.name(), watched == null ? null : watched.watchers(), incarnation, onDown);
        if (watched == null) {
            watch.tell(target.lastExit());
        } else {
            incarnation.watches(watch);
            watched.watchers().add(watch);
        }
        if (incarnation.fenced()) {
            watch.cancel();
        }
        return watch;
    }

    @Override
    public Monitor watch(ServerRef<?> other, Function<? super Monitor.News, ? extends Cast<P>> onNews) {
        Objects.requireNonNull(onNews, "onNews");
        NameWatchers target = sibling("watch", other).nameWatchers();
        var watch = new NameWatchers.NameWatch(target, incarnation, onNews);
        incarnation.watches(watch);
        target.add(watch);
        if (incarnation.fenced()) {
            watch.cancel();
        }
        return watch;
    }

    @Override
    public void link(ServerRef<?> other) {
        Links.link(incarnation, sibling("link", other));
    }

    @Override
    public void unlink(ServerRef<?> other) {
        Links.unlink(incarnation, sibling("unlink", other));
    }

    private ServerCell<?, ?> sibling(String method, ServerRef<?> other) {
        notFenced();
        if (!(other instanceof ServerCell<?, ?> target) || !target.runtime().equals(cell.runtime())) {
            throw new IllegalArgumentException(
                    method + " takes a server of the same runtime, from context.ref(…), was " + other);
        }
        return target;
    }

    private OwnTimers.OwnTimer ownTimer() {
        OwnTimers.OwnTimer timer = incarnation.timers().create();
        if (timer == null) {
            throw ServerErrors.fenced(incarnation).toException();
        }
        return timer;
    }

    /// The role may have been taken away since it was looked at.
    private void cancelIfFenced(Timer timer) {
        if (incarnation.fenced()) {
            timer.cancel();
        }
    }

    private void inOwnCode() {
        if (!incarnation.onOwnThread() || (lent == null && incarnation.idle())) {
            throw new IllegalStateException("the context of server " + cell.name()
                    + " is valid only while its own code runs, on the thread that runs it");
        }
    }

    private void notFenced() {
        inOwnCode();
        if (incarnation.fenced()) {
            throw ServerErrors.fenced(incarnation).toException();
        }
    }

    /// The right to answer one deferred call.
    private final class Later<R> implements ReplyTo<R> {
        private final Envelope call;

        Later(Envelope call) {
            this.call = call;
        }

        @Override
        public boolean ok(R value) {
            return give(Result.ok(value));
        }

        @Override
        public boolean err(FoundationError error) {
            boolean given = give(Result.err(error));
            if (given) {
                cell.runtime().errors().record(error);
            }
            return given;
        }

        private boolean give(Result<R> result) {
            boolean given =
                    !incarnation.fenced() && call.answer(result, cell.runtime().scheduler());
            if (!given) {
                cell.lost(Loss.REPLY_LATE, 1);
            }
            return given;
        }
    }
}
