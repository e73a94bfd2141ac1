package io.elixirscope.foundation.metrics;

import java.util.concurrent.atomic.LongAdder;

/// How many there were. Striped, so that threads do not wait for each other. Its value stays at
/// `Long.MAX_VALUE` once it got there.
public final class Counter extends Series {
    /// From here on additions are checked one by one; below, it takes 2^31 of them between two
    /// ticks to get past the end unseen.
    private static final long LARGE = 1L << 32;

    private final LongAdder total = new LongAdder();
    private volatile boolean saturated;
    private long lastInterval;
    private long lastMinute;

    Counter(Metric<?> metric, String[] tagValues) {
        super(metric, tagValues);
    }

    /// Counts one.
    public void increment() {
        add(1);
    }

    /// Counts several.
    ///
    /// @param amount how many; a negative one is refused and counted
    public void add(long amount) {
        if (amount < 0 || amount > LARGE) {
            addOdd(amount);
        } else {
            total.add(amount);
        }
        written((double) amount);
    }

    private void addOdd(long amount) {
        if (amount < 0) {
            metric().tools().losses().refused.add(1);
            return;
        }
        synchronized (this) {
            if (amount > Long.MAX_VALUE - value()) {
                saturated = true;
            } else {
                total.add(amount);
            }
        }
    }

    /// How many there were.
    ///
    /// @return the count, `>= 0`
    public long value() {
        long sum = total.sum();
        return saturated || sum < 0 ? Long.MAX_VALUE : sum;
    }

    @Override
    public MetricSnapshot.Reading reading() {
        return new MetricSnapshot.Count(value());
    }

    @Override
    long activity() {
        return total.sum();
    }

    @Override
    int words() {
        return 1;
    }

    @Override
    void endInterval(long[] point) {
        long now = value();
        saturated = now == Long.MAX_VALUE;
        point[0] = now - lastInterval;
        lastInterval = now;
    }

    @Override
    void endMinute(long[] point) {
        point[0] = lastInterval - lastMinute;
        lastMinute = lastInterval;
    }

    @Override
    MetricSnapshot.Reading reading(long[] point) {
        return new MetricSnapshot.Count(point[0]);
    }

    @Override
    void absorb(Series other) {
        if (other instanceof Counter counter) {
            total.add(counter.total.sumThenReset());
        }
    }
}
