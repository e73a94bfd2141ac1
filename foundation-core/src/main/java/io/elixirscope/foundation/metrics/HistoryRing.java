package io.elixirscope.foundation.metrics;

import java.util.ArrayList;
import java.util.List;

/// The last points of one series, of 10 s and of a minute. The number of a tick says where a point
/// lies, so that no point keeps a time. Guarded by the lock of [History].
final class HistoryRing {
    private static final int FIXED_BYTES = 96;

    private final int words;
    private final Points tens;
    private final Points minutes;

    HistoryRing(int words, Retention retention) {
        this.words = words;
        this.tens = new Points(words, retention.tenSecondPoints());
        this.minutes = new Points(words, retention.minutePoints());
    }

    static long bytes(int words, Retention retention) {
        return FIXED_BYTES + (long) Long.BYTES * words * (retention.tenSecondPoints() + retention.minutePoints());
    }

    /// A ring of another length with the newest of these points.
    HistoryRing resized(Retention retention) {
        var other = new HistoryRing(words, retention);
        other.tens.takeFrom(tens);
        other.minutes.takeFrom(minutes);
        return other;
    }

    void addTen(long tick, long[] point) {
        tens.add(tick, point);
    }

    void addMinute(long minute, long[] point) {
        minutes.add(minute, point);
    }

    List<Numbered> tens() {
        return tens.all();
    }

    List<Numbered> minutes() {
        return minutes.all();
    }

    /// A point and the number of the interval that it is of.
    static final class Numbered {
        final long number;
        final long[] point;

        Numbered(long number, long[] point) {
            this.number = number;
            this.point = point;
        }
    }

    private static final class Points {
        private final int words;
        private final int most;
        private final long[] cells;
        private long newest = -1;
        private int held;

        Points(int words, int most) {
            this.words = words;
            this.most = most;
            this.cells = new long[words * most];
        }

        void add(long number, long[] point) {
            if (most == 0) {
                return;
            }
            held = newest >= 0 && number == newest + 1 ? Math.min(most, held + 1) : 1;
            newest = number;
            System.arraycopy(point, 0, cells, at(number), words);
        }

        private int at(long number) {
            return (int) (number % most) * words;
        }

        /// Oldest first.
        List<Numbered> all() {
            List<Numbered> points = new ArrayList<>();
            for (long number = newest - held + 1; held > 0 && number <= newest; number++) {
                long[] point = new long[words];
                System.arraycopy(cells, at(number), point, 0, words);
                points.add(new Numbered(number, point));
            }
            return points;
        }

        void takeFrom(Points other) {
            List<Numbered> points = other.all();
            points.subList(Math.max(0, points.size() - most), points.size())
                    .forEach(point -> add(point.number, point.point));
        }
    }
}
