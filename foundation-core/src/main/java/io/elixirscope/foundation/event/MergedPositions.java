package io.elixirscope.foundation.event;

import java.util.List;

/// Rows of positions, each newest first, as one such row. Looks at the head of each row for each
/// position: meant for the few types of a query.
final class MergedPositions implements Positions {
    private final List<? extends Positions> rows;
    private final long[] heads;

    MergedPositions(List<? extends Positions> rows) {
        this.rows = rows;
        this.heads = new long[rows.size()];
        for (int row = 0; row < heads.length; row++) {
            heads[row] = rows.get(row).next();
        }
    }

    @Override
    public long next() {
        long newest = 0;
        for (long head : heads) {
            newest = Math.max(newest, head);
        }
        for (int row = 0; row < heads.length && newest != 0; row++) {
            if (heads[row] == newest) {
                heads[row] = rows.get(row).next();
            }
        }
        return newest;
    }
}
