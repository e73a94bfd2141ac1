package io.elixirscope.foundation.examples.orders.lines;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/// How long something took, in buckets of 1/16 of a power of two: a percentile is at most 6.25 % too high. Buckets of
/// two
/// processes can be added, percentiles cannot; so a process tells its buckets. Thread-safe.
public final class Latencies {

    private static final int STEPS = 16;
    private static final int STEP_BITS = 4;

    private final AtomicLongArray buckets = new AtomicLongArray(64 * STEPS);

    /// Counts one duration, negative ones as 0.
    public void add(long nanos) {
        buckets.incrementAndGet(bucket(Math.max(0, nanos)));
    }

    /// Adds what another one counted.
    public void addAll(Map<String, Long> counts) {
        counts.forEach((bucket, count) -> buckets.addAndGet(Integer.parseInt(bucket), count));
    }

    /// The duration that a share of all did not exceed, in nanoseconds; 0 when nothing was counted.
    ///
    /// @param share 0 to 1
    public long percentile(double share) {
        long total = 0;
        for (int bucket = 0; bucket < buckets.length(); bucket++) {
            total += buckets.get(bucket);
        }
        long rank = Math.max(1, (long) Math.ceil(total * share));
        long seen = 0;
        for (int bucket = 0; bucket < buckets.length(); bucket++) {
            seen += buckets.get(bucket);
            if (total > 0 && seen >= rank) {
                return largest(bucket);
            }
        }
        return 0;
    }

    /// The buckets that are not empty, by their number.
    public Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        for (int bucket = 0; bucket < buckets.length(); bucket++) {
            long count = buckets.get(bucket);
            if (count > 0) {
                counts.put(Integer.toString(bucket), count);
            }
        }
        return counts;
    }

    private static int bucket(long nanos) {
        if (nanos < STEPS) {
            return (int) nanos;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - STEP_BITS;
        return (shift + 1) * STEPS + (int) (nanos >>> shift) % STEPS;
    }

    private static long largest(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        int shift = bucket / STEPS - 1;
        return ((long) (STEPS + bucket % STEPS + 1) << shift) - 1;
    }
}
