package io.elixirscope.foundation.pubsub;

import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.telemetry.Tally;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A subscription as its publishers see it. Thread-safe.
abstract class Receiver<T> implements Subscription {
    private final PubSub pubSub;
    private final String pattern;
    private final Class<T> type;
    private final Inbox inbox;
    /// In whose code it was made; it ends with it.
    private final @Nullable Incarnation owner;
    private final Runnable ending = this::end;
    /// Made when there is something to count: most subscribers keep up.
    private final AtomicReference<@Nullable Tally> drops = new AtomicReference<>();

    Receiver(PubSub pubSub, Topic<T> topic, @Nullable Incarnation owner) {
        this.pubSub = pubSub;
        this.pattern = topic.pattern();
        this.type = topic.type();
        this.inbox = topic.inbox();
        this.owner = owner;
    }

    /// There is one message more.
    abstract void arrived();

    /// It has ended; nothing more will be taken.
    abstract void ended();

    /// Takes over what is published; true if it waits now.
    final boolean accept(Item item, @Nullable Incarnation publisher) {
        if (!type.isInstance(item.message())) {
            return false;
        }
        return switch (inbox.offer(item, publisher)) {
            case ADDED -> {
                arrived();
                yield true;
            }
            case DISPLACED -> {
                drop(1);
                yield true;
            }
            case DROPPED -> {
                drop(1);
                yield false;
            }
            case REFUSED -> false;
        };
    }

    final void end() {
        int left = inbox.close();
        if (left < 0) {
            return;
        }
        pubSub.remove(this);
        if (owner != null) {
            owner.notAtEnd(ending);
        }
        drop(left);
        ended();
    }

    private void drop(int number) {
        if (number == 0) {
            return;
        }
        Tally tally = drops.get();
        if (tally == null) {
            tally = pubSub.tally(this);
            if (!drops.compareAndSet(null, tally)) {
                tally = drops.get();
            }
        }
        if (tally != null) {
            tally.add(number);
        }
        pubSub.dropped(number);
    }

    final Inbox inbox() {
        return inbox;
    }

    final T cast(Item item) {
        return type.cast(item.message());
    }

    final PubSub pubSub() {
        return pubSub;
    }

    final @Nullable Incarnation owner() {
        return owner;
    }

    final Runnable ending() {
        return ending;
    }

    @Override
    public final String topic() {
        return pattern;
    }

    @Override
    public final boolean active() {
        return !inbox.closed();
    }

    @Override
    public final int waiting() {
        return inbox.size();
    }

    @Override
    public final int capacity() {
        return inbox.capacity();
    }

    @Override
    public final long delivered() {
        return inbox.taken();
    }

    @Override
    public final long dropped() {
        Tally tally = drops.get();
        return tally == null ? 0 : tally.total();
    }

    @Override
    public final String toString() {
        return "Subscription[" + subscriber() + " to " + pattern + "]";
    }
}
