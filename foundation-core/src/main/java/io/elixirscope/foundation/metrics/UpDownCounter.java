package io.elixirscope.foundation.metrics;

import java.util.concurrent.atomic.LongAdder;

/// How many there are: connections, jobs under way. Striped, so that threads do not wait for each
/// other.
public final class UpDownCounter extends Series {
    private static final long LARGE = 1L << 62;

    private final LongAdder total = new LongAdder();
    private final LongAdder writes = new LongAdder();

    UpDownCounter(Metric<?> metric, String[] tagValues) {
        super(metric, tagValues);
    }

    /// One more.
    public void increment() {
        add(1);
    }

    /// One less.
    public void decrement() {
        add(-1);
    }

    /// Some more, or less.
    ///
    /// @param amount how many more; one beyond ±2^62 is refused and counted, so is one that would
    ///     take the value beyond the range of a `long`
    public void add(long amount) {
        if (amount > LARGE || amount < -LARGE || beyond(amount)) {
            metric().tools().losses().refused.add(1);
            return;
        }
        total.add(amount);
        writes.increment();
        written((double) amount);
    }

    /// Only large amounts can get there within the life of a process.
    private boolean beyond(long amount) {
        if (amount == (int) amount) {
            return false;
        }
        long now = total.sum();
        return ((now ^ (now + amount)) & (amount ^ (now + amount))) < 0;
    }

    /// How many there are.
    ///
    /// @return the count
    public long value() {
        return total.sum();
    }

    @Override
    public MetricSnapshot.Reading reading() {
        return new MetricSnapshot.Count(value());
    }

    @Override
    long activity() {
        return writes.sum();
    }

    @Override
    int words() {
        return 1;
    }

    @Override
    void endInterval(long[] point) {
        point[0] = value();
    }

    @Override
    void endMinute(long[] point) {
        point[0] = value();
    }

    @Override
    MetricSnapshot.Reading reading(long[] point) {
        return new MetricSnapshot.Count(point[0]);
    }

    @Override
    void absorb(Series other) {
        if (other instanceof UpDownCounter counter) {
            total.add(counter.total.sumThenReset());
            writes.increment();
        }
    }
}
