package io.elixirscope.foundation.metrics;

import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// The last number that it was given, or what a function says when it is asked.
public final class Gauge extends Series {
    private volatile double value = Double.NaN;
    private volatile boolean touched;
    private volatile @Nullable DoubleSupplier function;
    private long touches;

    Gauge(Metric<?> metric, String[] tagValues) {
        super(metric, tagValues);
    }

    /// Gives it a number, in place of a function that it had.
    ///
    /// @param number the number; NaN and infinities are refused and counted
    public void set(double number) {
        if (!Double.isFinite(number)) {
            metric().tools().losses().refused.add(1);
            return;
        }
        function = null;
        value = number;
        touched = true;
        written(number);
    }

    /// Has a function say the number, every 10 s and whenever somebody looks, on the thread that
    /// looks. What it throws is counted, and the number is absent until it answers again.
    ///
    /// @param supplier thread-safe and quick; kept with all that it refers to until [#set] or the
    ///     next call
    public void observe(DoubleSupplier supplier) {
        function = Objects.requireNonNull(supplier, "supplier");
        touched = true;
        written(Double.NaN);
    }

    /// The number now.
    ///
    /// @return NaN if it has none yet
    public double value() {
        DoubleSupplier asked = function;
        if (asked == null) {
            return value;
        }
        try {
            double answer = asked.getAsDouble();
            if (Double.isFinite(answer)) {
                return answer;
            }
        } catch (RuntimeException | Error _) {
            metric().tools().losses().failed.add(1);
            return Double.NaN;
        }
        metric().tools().losses().refused.add(1);
        return Double.NaN;
    }

    @Override
    public MetricSnapshot.Reading reading() {
        return new MetricSnapshot.Level(value());
    }

    @Override
    MetricSnapshot.@Nullable Exemplar exemplar() {
        return null;
    }

    @Override
    long activity() {
        if (touched || function != null) {
            touched = false;
            touches++;
        }
        return touches;
    }

    @Override
    int words() {
        return 1;
    }

    @Override
    void endInterval(long[] point) {
        point[0] = Double.doubleToRawLongBits(value());
    }

    @Override
    void endMinute(long[] point) {
        endInterval(point);
    }

    @Override
    MetricSnapshot.Reading reading(long[] point) {
        return new MetricSnapshot.Level(Double.longBitsToDouble(point[0]));
    }

    @Override
    void absorb(Series other) {
        if (other instanceof Gauge gauge) {
            function = gauge.function;
            value = gauge.value;
            touched = true;
        }
    }
}
