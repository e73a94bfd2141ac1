package io.elixirscope.foundation.metrics;

import java.util.concurrent.atomic.AtomicInteger;

/// How many series there are, and may be. Thread-safe.
final class SeriesLimit {
    final int most;
    private final AtomicInteger series = new AtomicInteger();

    SeriesLimit(int most) {
        this.most = most;
    }

    /// Takes a place. False if there is none.
    boolean take() {
        if (full()) {
            return false;
        }
        if (series.incrementAndGet() <= most) {
            return true;
        }
        series.decrementAndGet();
        return false;
    }

    void giveBack() {
        series.decrementAndGet();
    }

    boolean full() {
        return series.get() >= most;
    }

    int taken() {
        return series.get();
    }
}
