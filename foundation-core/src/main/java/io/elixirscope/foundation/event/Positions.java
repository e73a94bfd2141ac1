package io.elixirscope.foundation.event;

import java.util.List;

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

    /// Those of a row of positions, newest first, that lie in the bounds, both inclusive.
    static Positions within(Positions newestFirst, long from, long to) {
        return () -> {
            long position = newestFirst.next();
            while (position > to) {
                position = newestFirst.next();
            }
            return position < from ? 0 : position;
        };
    }

    /// Several rows, each newest first, as one, each position once.
    static Positions merged(List<? extends Positions> rows) {
        return rows.size() == 1 ? rows.getFirst() : new MergedPositions(rows);
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
