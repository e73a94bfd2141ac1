package io.elixirscope.foundation.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The past of all series: every tick gives each series a point. Bounded in bytes. Thread-safe.
///
/// Points are numbered by ticks; their times are counted back from the last tick. A clock that is
/// set moves all of them together and changes no length.
final class History {
    static final Duration TICK = Duration.ofSeconds(10);
    static final int TICKS_A_MINUTE = 6;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Retention retention = Retention.DEFAULT;
    private long bytes;
    private long tick;
    private Instant lastTick = Instant.EPOCH;

    synchronized long bytes() {
        return bytes;
    }

    synchronized Retention retention() {
        return retention;
    }

    /// Changes how much is kept, of what is there too: the newest points stay.
    synchronized void retain(Retention wanted, List<Metric<?>> metrics) {
        retention = wanted;
        bytes = 0;
        for (Series series : seriesOf(metrics)) {
            var ring = series.history();
            if (ring != null && take(series.words())) {
                series.history(ring.resized(wanted));
            } else {
                series.history(null);
            }
        }
    }

    private boolean take(int words) {
        long more = HistoryRing.bytes(words, retention);
        if (more > retention.maxBytes() - bytes) {
            return false;
        }
        bytes += more;
        return true;
    }

    private static List<Series> seriesOf(List<Metric<?>> metrics) {
        List<Series> all = new ArrayList<>();
        metrics.forEach(metric -> all.addAll(metric.series()));
        return all;
    }

    /// Ends an interval of 10 s, and one of a minute after each sixth.
    ///
    /// @param idleTicks after how many ticks without a number a series retires
    /// @return how many series retired
    synchronized long tick(List<Metric<?>> metrics, Instant now, int idleTicks) {
        tick++;
        lastTick = now;
        long retired = 0;
        for (Metric<?> metric : metrics) {
            retired += tick(metric, idleTicks);
        }
        return retired;
    }

    private <I extends Series> long tick(Metric<I> metric, int idleTicks) {
        long retired = 0;
        for (I series : metric.series()) {
            int idle = series.idle();
            write(series);
            series.wantExemplar();
            if (idle >= idleTicks && metric.retire(series)) {
                retired++;
                forget(series);
            }
        }
        return retired;
    }

    private void forget(Series series) {
        if (series.history() != null) {
            bytes -= HistoryRing.bytes(series.words(), retention);
            series.history(null);
        }
    }

    private void write(Series series) {
        long[] point = new long[series.words()];
        series.endInterval(point);
        var ring = series.history();
        if (ring == null && take(series.words())) {
            ring = new HistoryRing(series.words(), retention);
            series.history(ring);
        }
        if (ring != null) {
            ring.addTen(tick, point);
        }
        if (tick % TICKS_A_MINUTE == 0) {
            series.endMinute(point);
            if (ring != null) {
                ring.addMinute(tick / TICKS_A_MINUTE, point);
            }
        }
    }

    /// The points of a series, oldest first: those of a minute that are older than all of 10 s,
    /// then those.
    synchronized List<MetricSnapshot.Point> points(Series series) {
        List<MetricSnapshot.Point> points = new ArrayList<>();
        var ring = series.history();
        if (ring == null) {
            return points;
        }
        var tens = ring.tens();
        long firstTen = tens.isEmpty() ? Long.MAX_VALUE : tens.getFirst().number;
        for (var minute : ring.minutes()) {
            if (minute.number * TICKS_A_MINUTE < firstTen) {
                points.add(point(series, minute.number * TICKS_A_MINUTE, MINUTE, minute.point));
            }
        }
        tens.forEach(ten -> points.add(point(series, ten.number, TICK, ten.point)));
        return points;
    }

    private MetricSnapshot.Point point(Series series, long number, Duration length, long[] words) {
        Instant end = lastTick.minus(TICK.multipliedBy(tick - number));
        return new MetricSnapshot.Point(end, length, series.reading(words));
    }
}
