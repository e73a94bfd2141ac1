package io.elixirscope.foundation.event.subscription;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// The thread of a subscription or projection: gives what its follower reads to a sink, one event
/// at a time.
final class Delivery {
    private final String name;
    private final Follower follower;
    private final Sink sink;
    private final Scheduler scheduler;
    private volatile @Nullable Thread thread;
    private final ConcurrentLinkedQueue<Thread> awaiting = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    /// Takes events, all on the delivery's thread.
    interface Sink {
        /// Handles an event. Returns why the delivery ends, null when it goes on.
        @Nullable
        FoundationError take(StoredEvent event);

        /// Nothing is left to be handled now. Returns when to be told again at the latest.
        long caughtUp(long through);

        /// Nothing comes any more, because of an error or, without one, because it was closed.
        void ended(@Nullable FoundationError error);
    }

    Delivery(String name, Follower follower, Sink sink, Scheduler scheduler) {
        this.name = name;
        this.follower = follower;
        this.sink = sink;
        this.scheduler = scheduler;
    }

    void start() {
        scheduler.start("subscription " + name, ThreadKind.VIRTUAL, this::run);
    }

    private void run() {
        thread = Thread.currentThread();
        FoundationError error = null;
        try {
            error = deliver();
        } finally {
            follower.close();
            try {
                sink.ended(error);
            } finally {
                ended = true;
                awaiting.forEach(scheduler::wake);
            }
        }
    }

    private @Nullable FoundationError deliver() {
        try {
            while (!follower.closed()) {
                StoredEvent event = follower.poll();
                FoundationError failed = event == null ? null : sink.take(event);
                if (failed != null) {
                    return failed;
                }
                if (event == null && !follower.closed()) {
                    rest();
                }
            }
            return null;
        } catch (FoundationException ended) {
            return ended.error();
        }
    }

    private void rest() {
        long deadline = sink.caughtUp(follower.through());
        boolean _ = Thread.interrupted(); // nobody has a reason to interrupt this thread; a flag would make it spin
        follower.await(deadline);
    }

    /// Lets this thread rest until the deadline, or until it is closed.
    void pause(long deadlineNanos) {
        boolean _ = Thread.interrupted();
        while (!follower.closed() && scheduler.clock().nanos() < deadlineNanos) {
            scheduler.park(this, deadlineNanos);
        }
    }

    /// Begins the end: no event is taken after the one in hand.
    void stop() {
        follower.close();
        Thread running = thread;
        if (running != null) {
            scheduler.wake(running);
        }
    }

    /// Waits for the end until a deadline. Its own thread does not wait for itself. An interrupt
    /// does not end the wait; its flag is kept.
    void awaitEnd(long deadlineNanos) {
        Thread me = Thread.currentThread();
        boolean interrupted = false;
        awaiting.add(me);
        while (!ended && !me.equals(thread) && scheduler.clock().nanos() < deadlineNanos) {
            scheduler.park(this, deadlineNanos);
            interrupted |= Thread.interrupted();
        }
        awaiting.remove(me);
        if (interrupted) {
            me.interrupt();
        }
    }
}
