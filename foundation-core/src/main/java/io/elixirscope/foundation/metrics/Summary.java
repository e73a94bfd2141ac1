package io.elixirscope.foundation.metrics;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// How many numbers there were, their total, the largest, and quantiles from p50 to p99.99, since
/// the start and in each interval of the history. The relative error of a quantile is below 0.8 %,
/// the largest number is exact. Its exemplar is that of the largest number of the interval.
///
/// A summary takes about 0.4 KiB, and 2 KiB for each power of two that its numbers fall into; more
/// where threads contend.
public final class Summary extends Series {
    private final Histogram live = new Histogram();
    private final AtomicLong largest = new AtomicLong(-1);

    /// Below: only under this object's lock.
    private Buckets interval = new Buckets();

    private Buckets minute = new Buckets();
    private Buckets all = new Buckets();
    private long largestOfMinute;
    private long largestOfAll;
    private volatile MetricSnapshot.@Nullable Exemplar slowest;

    Summary(Metric<?> metric, String[] tagValues) {
        super(metric, tagValues);
    }

    /// Takes a number.
    ///
    /// @param value in the metric's unit; a negative one is refused and counted
    public void record(long value) {
        if (value < 0) {
            metric().tools().losses().refused.add(1);
            return;
        }
        live.record(value);
        if (value > largest.get()) {
            raise(value);
        }
        written((double) value);
    }

    private void raise(long value) {
        long before = largest.getAndAccumulate(value, Math::max);
        if (before < value) {
            slowest = exemplarOf((double) value);
        }
    }

    @Override
    public synchronized MetricSnapshot.Quantiles reading() {
        live.drainTo(interval);
        var sum = new Buckets();
        sum.add(all);
        sum.add(interval);
        return quantiles(sum, Math.max(largestOfAll, largest.get()));
    }

    private static MetricSnapshot.Quantiles quantiles(Buckets of, long most) {
        return new MetricSnapshot.Quantiles(
                of.count(),
                of.total(),
                of.quantile(0.5, most),
                of.quantile(0.9, most),
                of.quantile(0.95, most),
                of.quantile(0.99, most),
                of.quantile(0.999, most),
                of.quantile(0.9999, most),
                of.count() == 0 ? 0 : Math.max(0, most));
    }

    @Override
    MetricSnapshot.@Nullable Exemplar exemplar() {
        var newest = slowest;
        return newest == null ? super.exemplar() : newest;
    }

    @Override
    synchronized long activity() {
        live.drainTo(interval);
        return all.count() + interval.count();
    }

    @Override
    int words() {
        return MetricSnapshot.Interval.WORDS;
    }

    @Override
    synchronized void endInterval(long[] point) {
        live.drainTo(interval);
        long most = largest.getAndSet(-1);
        exemplar(slowest == null ? super.exemplar() : slowest);
        slowest = null;
        write(interval, most, point);
        minute.add(interval);
        all.add(interval);
        largestOfMinute = Math.max(largestOfMinute, most);
        largestOfAll = Math.max(largestOfAll, most);
        interval = new Buckets();
    }

    @Override
    synchronized void endMinute(long[] point) {
        write(minute, largestOfMinute, point);
        minute = new Buckets();
        largestOfMinute = 0;
    }

    private static void write(Buckets of, long most, long[] point) {
        point[0] = of.count();
        point[1] = of.quantile(0.5, most);
        point[2] = of.quantile(0.95, most);
        point[3] = of.quantile(0.99, most);
        point[4] = of.count() == 0 ? 0 : Math.max(0, most);
    }

    @Override
    MetricSnapshot.Reading reading(long[] point) {
        return new MetricSnapshot.Interval(point[0], point[1], point[2], point[3], point[4]);
    }

    @Override
    void absorb(Series other) {
        if (other instanceof Summary summary) {
            var taken = new Buckets();
            long most;
            synchronized (summary) {
                summary.live.drainTo(taken);
                taken.add(summary.interval);
                taken.add(summary.all);
                summary.interval = new Buckets();
                summary.all = new Buckets();
                most = Math.max(summary.largestOfAll, summary.largest.getAndSet(-1));
            }
            synchronized (this) {
                interval.add(taken);
                largest.accumulateAndGet(most, Math::max);
            }
        }
    }
}
