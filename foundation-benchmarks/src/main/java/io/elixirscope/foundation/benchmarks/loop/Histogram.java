package io.elixirscope.foundation.benchmarks.loop;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How often which duration was seen, in the manner of HdrHistogram: buckets of the same relative
/// width, 1.6 % at most. Not thread-safe.
///
/// Durations are in picoseconds, since operations of a nanosecond are timed in batches.
public final class Histogram {
    private static final int SUB_BITS = 6;
    private static final int SUB = 1 << SUB_BITS;
    /// Up to 2^47 ps, over two minutes; longer ones count as that.
    private static final int LARGEST_BITS = 47;
    private static final int BUCKETS = (LARGEST_BITS - SUB_BITS + 1) * SUB;

    private final long[] counts = new long[BUCKETS];

    /// Counts a duration.
    ///
    /// @param picos picoseconds, `>= 0`
    public void add(long picos) {
        counts[bucket(picos)]++;
    }

    /// Counts all of another one as well.
    ///
    /// @param other not changed
    public void add(Histogram other) {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            counts[bucket] += other.counts[bucket];
        }
    }

    /// Forgets everything.
    public void clear() {
        Arrays.fill(counts, 0);
    }

    /// How many were counted.
    ///
    /// @return durations
    public long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    /// The duration that so many do not exceed.
    ///
    /// @param percent `0 < percent <= 100`
    /// @return nanoseconds, the middle of its bucket; NaN if nothing was counted
    public double nanos(double percent) {
        long total = total();
        long rank = Math.max(1, (long) Math.ceil(total * percent / 100));
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            seen += counts[bucket];
            if (seen >= rank) {
                return middle(bucket) / 1_000;
            }
        }
        return Double.NaN;
    }

    /// The counts in one word of text.
    ///
    /// @return `bucket:count` of each that is not empty, separated by commas; `-` if all are
    public String text() {
        var filled = IntStream.range(0, BUCKETS)
                .filter(bucket -> counts[bucket] != 0)
                .mapToObj(bucket -> bucket + ":" + counts[bucket])
                .collect(Collectors.joining(","));
        return filled.isEmpty() ? "-" : filled;
    }

    /// Reads what [#text()] wrote.
    ///
    /// @param text the word
    /// @return the counts
    public static Histogram parse(String text) {
        var read = new Histogram();
        if (!text.equals("-")) {
            for (String filled : text.split(",")) {
                int colon = filled.indexOf(':');
                read.counts[Integer.parseInt(filled.substring(0, colon))] = Long.parseLong(filled.substring(colon + 1));
            }
        }
        return read;
    }

    /// Below `SUB` each number has a bucket; from there each power of two has `SUB` of them.
    private static int bucket(long picos) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(picos);
        if (bits <= SUB_BITS) {
            return (int) picos;
        }
        int shift = bits - SUB_BITS - 1;
        int bucket = (int) ((shift + 1) * SUB + (picos >>> shift) - SUB);
        return Math.min(bucket, BUCKETS - 1);
    }

    private static double middle(int bucket) {
        if (bucket < SUB) {
            return bucket;
        }
        int shift = bucket / SUB - 1;
        long from = (long) (bucket % SUB + SUB) << shift;
        return from + (1L << shift) / 2.0;
    }
}
