package io.elixirscope.foundation.pubsub;

import io.elixirscope.foundation.server.Incarnation;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The bounded queue of one subscription. Thread-safe; its lock is held for a few steps only.
final class Inbox {
    /// What became of an offer.
    enum Offer {
        /// It waits; there is one message more.
        ADDED,
        /// It waits in place of the oldest, which is dropped.
        DISPLACED,
        /// It is dropped.
        DROPPED,
        /// Not for this one: closed, or the publisher is fenced.
        REFUSED
    }

    private final int capacity;
    private final Overflow overflow;
    private final ArrayDeque<Item> items = new ArrayDeque<>(1);
    private boolean closed;
    private long taken;

    Inbox(int capacity, Overflow overflow) {
        this.capacity = capacity;
        this.overflow = overflow;
    }

    synchronized Offer offer(Item item, @Nullable Incarnation publisher) {
        if (closed || (publisher != null && publisher.fenced())) {
            return Offer.REFUSED;
        }
        if (items.size() < capacity) {
            items.addLast(item);
            return Offer.ADDED;
        }
        return switch (overflow) {
            case DROP_NEWEST -> Offer.DROPPED;
            case DROP_OLDEST -> {
                items.removeFirst();
                items.addLast(item);
                yield Offer.DISPLACED;
            }
        };
    }

    /// The oldest message; null if there is none, as always after [#close()].
    synchronized @Nullable Item take() {
        Item oldest = items.pollFirst();
        if (oldest != null) {
            taken++;
        }
        return oldest;
    }

    /// Drops what waits and takes nothing more; how many were dropped, -1 if it was closed
    /// before.
    synchronized int close() {
        if (closed) {
            return -1;
        }
        closed = true;
        int left = items.size();
        items.clear();
        return left;
    }

    synchronized boolean closed() {
        return closed;
    }

    synchronized int size() {
        return items.size();
    }

    synchronized long taken() {
        return taken;
    }

    int capacity() {
        return capacity;
    }
}
