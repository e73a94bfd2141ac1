package io.elixirscope.foundation.metrics;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Counts of numbers in the buckets of [HistogramLogic], written by many threads at once and
/// emptied by one.
///
/// It begins with one stripe. A writer that finds another one at the same bucket doubles the
/// stripes, up to [#MAX_STRIPES]; a thread writes to the stripe that its id names. A chunk of a
/// stripe is made by the first number in it. Emptying takes each count by an exchange: a number is
/// in what was taken or is taken the next time, never in both, never in none.
final class Histogram {
    static final int MAX_STRIPES = 16;
    /// Numbers below are added up exactly; from here on the middle of their bucket stands for them.
    private static final int EXACT_CHUNKS = 35;
    /// Place of a chunk's total, on a cache line of its own.
    private static final int TOTAL = HistogramLogic.SUB + 8;

    private volatile Stripe[] stripes = {new Stripe()};

    /// @param value `>= 0`
    void record(long value) {
        int chunk = HistogramLogic.chunk(value);
        int bucket = HistogramLogic.bucket(value, chunk);
        Stripe[] all = stripes;
        AtomicLongArray counts = all[(int) Thread.currentThread().threadId() & (all.length - 1)].chunk(chunk);
        long seen = counts.getPlain(bucket);
        if (!counts.compareAndSet(bucket, seen, seen + 1)) {
            counts.getAndIncrement(bucket);
            spread(all.length);
        }
        if (chunk < EXACT_CHUNKS) {
            counts.getAndAdd(TOTAL, value);
        }
    }

    private synchronized void spread(int seen) {
        Stripe[] present = stripes;
        if (present.length != seen || seen >= MAX_STRIPES) {
            return;
        }
        var more = new Stripe[seen * 2];
        for (int i = 0; i < more.length; i++) {
            more[i] = i < seen ? present[i] : new Stripe();
        }
        stripes = more;
    }

    /// Moves all counts into `target`.
    void drainTo(Buckets target) {
        for (Stripe stripe : stripes) {
            for (int chunk = 0; chunk < HistogramLogic.CHUNKS; chunk++) {
                AtomicLongArray counts = stripe.existing(chunk);
                if (counts != null) {
                    drain(counts, chunk, target);
                }
            }
        }
    }

    private static void drain(AtomicLongArray counts, int chunk, Buckets target) {
        for (int bucket = 0; bucket < HistogramLogic.SUB; bucket++) {
            if (counts.get(bucket) != 0) {
                long number = counts.getAndSet(bucket, 0);
                target.add(chunk, bucket, number);
                if (chunk >= EXACT_CHUNKS) {
                    target.addTotal((double) number * HistogramLogic.middle(chunk, bucket));
                }
            }
        }
        target.addTotal((double) counts.getAndSet(TOTAL, 0));
    }

    private static final class Stripe {
        private final AtomicReferenceArray<@Nullable AtomicLongArray> chunks =
                new AtomicReferenceArray<>(HistogramLogic.CHUNKS);

        @Nullable
        AtomicLongArray existing(int chunk) {
            return chunks.get(chunk);
        }

        AtomicLongArray chunk(int chunk) {
            AtomicLongArray present = chunks.get(chunk);
            return present == null ? make(chunk) : present;
        }

        private AtomicLongArray make(int chunk) {
            var made = new AtomicLongArray(TOTAL + 8);
            AtomicLongArray other = chunks.compareAndExchange(chunk, null, made);
            return other == null ? made : other;
        }
    }
}
