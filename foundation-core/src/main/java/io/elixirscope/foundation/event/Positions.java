package io.elixirscope.foundation.event;

/// Positions to look at, one after the other. Belongs to one thread.
interface Positions {
    /// The next position, 0 at the end.
    long next();

    /// Positions from `from` up to `to`, both inclusive.
    static Positions ascending(long from, long to) {
        return new Positions() {
            private long next = from;

            @Override
            public long next() {
                return next > to ? 0 : next++;
            }
        };
    }

    /// Positions from `from` down to `to`, both inclusive.
    static Positions descending(long from, long to) {
        return new Positions() {
            private long next = from;

            @Override
            public long next() {
                return next < to ? 0 : next--;
            }
        };
    }

    /// The given positions.
    static Positions of(long[] positions) {
        return new Positions() {
            private int at;

            @Override
            public long next() {
                return at == positions.length ? 0 : positions[at++];
            }
        };
    }
}
