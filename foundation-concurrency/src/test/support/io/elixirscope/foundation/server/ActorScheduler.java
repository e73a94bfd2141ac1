package io.elixirscope.foundation.server;

import io.elixirscope.foundation.server.Interleavings.Actor;
import io.elixirscope.foundation.time.Clock;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The scheduler of a program under the model checker: its threads are actors, its time stands still, and a wait ends
/// by
/// a wake only.
public final class ActorScheduler implements Scheduler {
    private final List<Actor> started = new ArrayList<>();

    /// Waits for the threads that were started.
    public void join() {
        Interleavings.join(started.toArray(Actor[]::new));
    }

    @Override
    public Clock clock() {
        return new Clock() {
            @Override
            public Instant wallTime() {
                return Instant.EPOCH;
            }

            @Override
            public long nanos() {
                return 1;
            }
        };
    }

    @Override
    public void park(Object blocker, long deadlineNanos) {
        var me = (Actor) Thread.currentThread();
        while (!me.permit.compareAndSet(true, false)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void wake(Thread thread) {
        ((Actor) thread).permit.set(true);
    }

    @Override
    public Thread start(String name, ThreadKind kind, Runnable body) {
        var actor = new Actor(body);
        started.add(actor);
        actor.start();
        return actor;
    }

    @Override
    public boolean runsSideBySide() {
        return false;
    }

    @Override
    public long random() {
        return 0;
    }
}
