package io.elixirscope.foundation.pubsub;

import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.time.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// A queue as a subscriber.
final class QueueReceiver<T> extends Receiver<T> implements SubscriberQueue<T> {
    private final Scheduler scheduler;
    private final ConcurrentLinkedQueue<Thread> readers = new ConcurrentLinkedQueue<>();

    QueueReceiver(PubSub pubSub, Topic<T> topic, @Nullable Incarnation owner) {
        super(pubSub, topic, owner);
        this.scheduler = pubSub.runtime().scheduler();
    }

    @Override
    public String subscriber() {
        return "queue";
    }

    @Override
    void arrived() {
        wakeAll();
    }

    @Override
    public Optional<T> poll() {
        Item item = inbox().take();
        return item == null ? Optional.empty() : Optional.of(cast(item));
    }

    @Override
    public Optional<T> poll(Duration limit) throws InterruptedException {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("limit must be >= 0, was " + limit);
        }
        if (!limit.isZero()) {
            PubSubErrors.refuseWaiting("a wait for a message of " + topic());
        }
        long deadlineNanos = scheduler.deadlineAfter(limit);
        Thread me = Thread.currentThread();
        readers.add(me);
        try {
            while (true) {
                Optional<T> next = poll();
                if (next.isPresent() || !active() || scheduler.clock().nanos() >= deadlineNanos) {
                    return next;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while waiting for a message of " + topic());
                }
                scheduler.park(this, deadlineNanos);
            }
        } finally {
            readers.remove(me);
        }
    }

    @Override
    public void unsubscribe() {
        end();
    }

    @Override
    void ended() {
        wakeAll();
    }

    private void wakeAll() {
        readers.forEach(scheduler::wake);
    }
}
