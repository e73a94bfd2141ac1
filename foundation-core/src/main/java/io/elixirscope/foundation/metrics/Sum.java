package io.elixirscope.foundation.metrics;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/// The total of numbers that need not be whole or positive. Striped; the order of additions, and so
/// the last digits, is open.
public final class Sum extends Series {
    private final DoubleAdder total = new DoubleAdder();
    private final LongAdder writes = new LongAdder();
    private double lastInterval;
    private double lastMinute;

    Sum(Metric<?> metric, String[] tagValues) {
        super(metric, tagValues);
    }

    /// Adds a number.
    ///
    /// @param number the number; NaN and infinities are refused and counted
    public void add(double number) {
        if (!Double.isFinite(number)) {
            metric().tools().losses().refused.add(1);
            return;
        }
        total.add(number);
        writes.increment();
        written(number);
    }

    /// The total.
    ///
    /// @return finite: a total beyond the range stays at its end
    public double value() {
        double sum = total.sum();
        return Double.isFinite(sum) ? sum : sum < 0 ? -Double.MAX_VALUE : Double.MAX_VALUE;
    }

    @Override
    public MetricSnapshot.Reading reading() {
        return new MetricSnapshot.Level(value());
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
        double now = value();
        point[0] = Double.doubleToRawLongBits(now - lastInterval);
        lastInterval = now;
    }

    @Override
    void endMinute(long[] point) {
        point[0] = Double.doubleToRawLongBits(lastInterval - lastMinute);
        lastMinute = lastInterval;
    }

    @Override
    MetricSnapshot.Reading reading(long[] point) {
        return new MetricSnapshot.Level(Double.longBitsToDouble(point[0]));
    }

    @Override
    void absorb(Series other) {
        if (other instanceof Sum sum) {
            total.add(sum.total.sumThenReset());
            writes.increment();
        }
    }
}
