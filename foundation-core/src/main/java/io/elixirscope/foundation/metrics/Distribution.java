package io.elixirscope.foundation.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/// How many numbers there were up to each of given bounds, and their total. Striped. For systems
/// that add up the buckets of several nodes; where one node is all, a [Summary] needs no bounds.
public final class Distribution extends Series {
    private final long[] bounds;
    private final LongAdder[] counts;
    private final DoubleAdder total = new DoubleAdder();
    private long lastInterval;
    private double lastTotal;
    private long lastMinute;
    private double lastMinuteTotal;

    Distribution(Metric<?> metric, String[] tagValues, List<Long> bounds) {
        super(metric, tagValues);
        this.bounds = bounds.stream().mapToLong(Long::longValue).toArray();
        this.counts = new LongAdder[this.bounds.length + 1];
        Arrays.setAll(counts, _ -> new LongAdder());
    }

    /// Takes a number.
    ///
    /// @param value in the metric's unit; a negative one is refused and counted
    public void record(long value) {
        if (value < 0) {
            metric().tools().losses().refused.add(1);
            return;
        }
        int found = Arrays.binarySearch(bounds, value);
        counts[found >= 0 ? found : -found - 1].increment();
        total.add((double) value);
        written((double) value);
    }

    @Override
    public MetricSnapshot.BucketCounts reading() {
        List<Long> each = new ArrayList<>();
        for (LongAdder bucket : counts) {
            each.add(bucket.sum());
        }
        return new MetricSnapshot.BucketCounts(Arrays.stream(bounds).boxed().toList(), each, total.sum());
    }

    @Override
    long activity() {
        return Arrays.stream(counts).mapToLong(LongAdder::sum).sum();
    }

    @Override
    int words() {
        return 2;
    }

    @Override
    void endInterval(long[] point) {
        long now = activity();
        double nowTotal = total.sum();
        point[0] = now - lastInterval;
        point[1] = Double.doubleToRawLongBits(nowTotal - lastTotal);
        lastInterval = now;
        lastTotal = nowTotal;
    }

    @Override
    void endMinute(long[] point) {
        point[0] = lastInterval - lastMinute;
        point[1] = Double.doubleToRawLongBits(lastTotal - lastMinuteTotal);
        lastMinute = lastInterval;
        lastMinuteTotal = lastTotal;
    }

    @Override
    MetricSnapshot.Reading reading(long[] point) {
        return new MetricSnapshot.BucketCounts(List.of(), List.of(point[0]), Double.longBitsToDouble(point[1]));
    }

    @Override
    void absorb(Series other) {
        if (other instanceof Distribution distribution) {
            for (int i = 0; i < counts.length; i++) {
                counts[i].add(distribution.counts[i].sumThenReset());
            }
            total.add(distribution.total.sumThenReset());
        }
    }
}
