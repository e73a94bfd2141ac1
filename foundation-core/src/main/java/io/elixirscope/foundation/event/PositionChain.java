package io.elixirscope.foundation.event;

/// The positions of one key, newest first.
final class PositionChain implements Positions {
    private final EventIndex index;
    private long next;

    PositionChain(EventIndex index, long key) {
        this.index = index;
        this.next = index.newest(key);
    }

    @Override
    public long next() {
        long now = next;
        if (now != 0) {
            next = index.before(now);
        }
        return now;
    }
}
