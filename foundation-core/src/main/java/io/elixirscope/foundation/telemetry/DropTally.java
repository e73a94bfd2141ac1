package io.elixirscope.foundation.telemetry;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Counts what was dropped for one reason, and says at most once a second how many are still untold.
/// Thread-safe.
final class DropTally {
    private static final long INTERVAL_NANOS = 1_000_000_000L;

    final String reason;
    private final LongAdder total = new LongAdder();
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong nextNanos = new AtomicLong();

    DropTally(String reason) {
        this.reason = reason;
    }

    void count(long dropped) {
        total.add(dropped);
    }

    long total() {
        return total.sum();
    }

    /// What to tell now: 0 within a second of the last telling, or when nothing is untold.
    long takeUntold(long nowNanos) {
        long next = nextNanos.get();
        if (nowNanos < next || !nextNanos.compareAndSet(next, nowNanos + INTERVAL_NANOS)) {
            return 0;
        }
        long now = total.sum();
        return now - told.getAndSet(now);
    }
}
