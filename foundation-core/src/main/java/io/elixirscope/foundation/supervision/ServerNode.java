package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.server.ServerControl;
import io.elixirscope.foundation.time.ThreadKind;
import io.elixirscope.foundation.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A server as a child. Its listener methods run on the server's threads and hand over; all else
/// is the decision thread's, but for [#status()].
final class ServerNode implements ChildNode, ServerControl.Listener {
    /// How long an interrupted server may take to come back before it is abandoned.
    static final Duration GRACE = Duration.ofSeconds(1);

    private final ChildSpec spec;
    private final TreeParts parts;
    private final SupervisorNode parent;
    private final ServerControl control;

    private @Nullable Incarnation current;
    private @Nullable Consumer<Started> starting;
    /// Runs while `init` does.
    private @Nullable Timer initLimit;
    private @Nullable Stopping stopping;
    /// How many starts; the decision thread's to change.
    private volatile long life;
    /// Let go of: the server is not this supervisor's any more, and another may have it.
    private boolean released;
    private final Standing standing;

    /// A stop under way.
    private static final class Stopping {
        final List<Runnable> done = new ArrayList<>(1);
        final long sinceNanos;
        StopMode mode;

        @Nullable
        Timer timer;

        Stopping(long sinceNanos, StopMode mode) {
            this.sinceNanos = sinceNanos;
            this.mode = mode;
        }
    }

    ServerNode(ChildSpec spec, GenServer<?, ?> server, TreeParts parts, SupervisorNode parent) {
        this.spec = spec;
        this.parts = parts;
        this.standing = parts.standing();
        this.parent = parent;
        this.control = ServerControl.take(parts.runtime(), server);
        parts.servers().put(control.name(), this);
    }

    @Override
    public ChildSpec spec() {
        return spec;
    }

    @Override
    public void start(Consumer<Started> done) {
        standing.become(life == 0 ? ChildStatus.State.STARTING : ChildStatus.State.RESTARTING);
        long next = life + 1;
        life = next;
        starting = done;
        Incarnation begun = control.start(this);
        current = begun;
        initLimit = parts.later(control.initTimeout(), () -> initTooLong(begun));
    }

    /// As for a stop whose time is up; the start fails when the thread is back, or was left behind.
    private void initTooLong(Incarnation begun) {
        if (!begun.equals(current) || starting == null || stopping != null) {
            return;
        }
        Stopping next = new Stopping(parts.nowNanos(), StopMode.FOR_RESTART);
        stopping = next;
        FoundationError error = control.failStart(begun);
        next.done.add(() -> {
            // by then told already, unless the thread was left behind
            parts.announcer().announce(() -> parts.runtime().errors().record(error));
            tellStarted(new Started.Failed(error));
        });
        arm(next, GRACE, this::abandon);
    }

    private void initOver() {
        Timer limit = initLimit;
        initLimit = null;
        if (limit != null) {
            limit.cancel();
        }
    }

    @Override
    public void ready(Incarnation incarnation) {
        parts.decisions().post(() -> {
            if (incarnation.equals(current) && stopping == null) {
                initOver();
                standing.become(ChildStatus.State.RUNNING);
                tellStarted(new Started.Ready());
            }
        });
    }

    @Override
    public void ignored(Incarnation incarnation) {
        parts.decisions()
                .post(() -> ended(incarnation, () -> {
                    close(Ending.STOPPED);
                    tellStarted(new Started.Ignored());
                }));
    }

    @Override
    public void refused(Incarnation incarnation, FoundationError error) {
        parts.decisions().post(() -> ended(incarnation, () -> tellStarted(new Started.Failed(error))));
    }

    @Override
    public void ended(Incarnation incarnation, ExitReason reason) {
        parts.decisions().post(() -> ended(incarnation, () -> parent.childEnded(this, reason, null)));
    }

    /// An incarnation is over: expected by a stop, or news for `otherwise`.
    private void ended(Incarnation incarnation, Runnable otherwise) {
        if (!incarnation.equals(current)) {
            return;
        }
        current = null;
        initOver();
        if (stopping != null) {
            stopped();
        } else {
            standing.become(ChildStatus.State.RESTARTING);
            otherwise.run();
        }
    }

    private void tellStarted(Started outcome) {
        Consumer<Started> waiting = starting;
        starting = null;
        if (waiting != null) {
            waiting.accept(outcome);
        }
    }

    @Override
    public void stop(StopMode mode, Runnable done) {
        initOver();
        Stopping under = stopping;
        starting = null;
        if (under != null) {
            under.done.add(done);
            under.mode = mode;
            return;
        }
        if (current == null) {
            if (mode == StopMode.FOR_GOOD) {
                close(Ending.STOPPED);
            }
            parts.decisions().post(done);
            return;
        }
        Stopping next = new Stopping(parts.nowNanos(), mode);
        next.done.add(done);
        stopping = next;
        standing.become(ChildStatus.State.STOPPING);
        switch (spec.shutdown()) {
            case Shutdown.Immediate _ -> {
                control.kill();
                control.interrupt();
                arm(next, GRACE, this::abandon);
            }
            case Shutdown.Within(var limit) -> {
                ask(mode);
                arm(next, limit, () -> timeUp(next, limit));
            }
            case Shutdown.Unbounded _ -> ask(mode);
        }
    }

    private void ask(StopMode mode) {
        if (mode == StopMode.FOR_GOOD) {
            control.drain(ExitReason.shutdown());
        } else {
            control.stop(ExitReason.shutdown());
        }
    }

    private void timeUp(Stopping under, Duration limit) {
        control.stop(ExitReason.shutdown());
        control.interrupt();
        arm(under, limit.compareTo(GRACE) < 0 ? limit : GRACE, this::abandon);
    }

    private void arm(Stopping under, Duration delay, Runnable action) {
        under.timer = parts.later(delay, () -> {
            if (under.equals(stopping)) {
                action.run();
            }
        });
    }

    @Override
    public boolean alive() {
        return current != null;
    }

    @Override
    public boolean contains(String server) {
        return spec.id().equals(server);
    }

    @Override
    public boolean unsettled(String server) {
        return contains(server) && (starting != null || stopping != null);
    }

    @Override
    public void waitUntil(Instant restart) {
        standing.waitUntil(restart);
    }

    @Override
    public void abandon() {
        Incarnation fenced = current;
        if (fenced == null) {
            return;
        }
        control.kill();
        control.interrupt();
        Stopping under = stopping;
        if (under == null) {
            Stopping next = new Stopping(parts.nowNanos(), StopMode.FOR_RESTART);
            stopping = next;
            standing.become(ChildStatus.State.STOPPING);
            arm(next, GRACE, this::abandon);
            return;
        }
        Duration waited = Duration.ofNanos(parts.nowNanos() - under.sinceNanos);
        Optional<Thread> left = control.abandon(waited);
        if (left.isEmpty()) {
            return; // its thread leaves by itself: ended(…) comes
        }
        current = null;
        leaked(fenced, left.get());
        // stores pass through their locks to fence: not on this thread
        parts.runtime().scheduler().start("fence " + spec.id(), ThreadKind.PLATFORM, () -> {
            try {
                control.tellFenced(fenced);
            } finally {
                parts.decisions().post(this::stopped);
            }
        });
    }

    private void leaked(Incarnation fenced, Thread thread) {
        parts.leaks().add(new Leaks.Leak(spec.id(), fenced, thread));
        parts.announcer()
                .announce(() -> parts.telemetry().childAbandoned.emit(1, spec.id(), fenced.epoch(), thread.getName()));
    }

    private void stopped() {
        Stopping under = stopping;
        if (under == null) {
            return;
        }
        stopping = null;
        Timer timer = under.timer;
        if (timer != null) {
            timer.cancel();
        }
        if (under.mode == StopMode.FOR_GOOD) {
            close(Ending.STOPPED);
        } else {
            standing.become(ChildStatus.State.RESTARTING);
        }
        under.done.forEach(Runnable::run);
    }

    @Override
    public void close(Ending ending) {
        if (released) {
            return;
        }
        switch (ending) {
            case STOPPED -> {
                control.closeStopped();
                standing.become(ChildStatus.State.STOPPED);
            }
            case GIVEN_UP -> {
                control.closeGivenUp();
                standing.become(ChildStatus.State.GAVE_UP);
            }
        }
    }

    @Override
    public void release() {
        released = true;
        parts.servers().remove(control.name(), this);
        control.giveBack();
    }

    @Override
    public void forget() {
        released = true;
        parts.servers().remove(control.name(), this);
        control.forget();
    }

    @Override
    public long life() {
        return life;
    }

    @Override
    public ChildStatus status() {
        var now = standing.now();
        boolean suspended = now.state() == ChildStatus.State.RUNNING && control.suspended();
        return new ChildStatus(
                spec.id(),
                suspended ? ChildStatus.State.SUSPENDED : now.state(),
                now.since(),
                now.restartsAt(),
                Math.max(0, life - 1),
                new ChildStatus.Work(
                        control.mailboxLength(),
                        control.mailboxCapacity(),
                        control.handled(),
                        control.losses(),
                        control.stuck().map(ChildStatus.Stuck::of).orElse(null)),
                List.of());
    }

    ServerControl control() {
        return control;
    }
}
