package io.elixirscope.foundation.metrics;

/// Where a number lies among the buckets of a [Histogram]: each octave from 64 on is cut into 64 of
/// the same width, so that none is wider than 1/64 of the numbers in it, and its middle is less
/// than 0.8 % from each of them.
final class HistogramLogic {
    private static final int SUB_BITS = 6;
    /// Buckets of one chunk: an octave.
    static final int SUB = 1 << SUB_BITS;
    /// Numbers up to 63 have a bucket each; then one chunk for each power of two up to 2^62.
    static final int CHUNKS = 64 - SUB_BITS;

    private HistogramLogic() {}

    /// The chunk of a number `>= 0`.
    static int chunk(long value) {
        return Math.max(0, 64 - SUB_BITS - Long.numberOfLeadingZeros(value | 1));
    }

    /// Its bucket in that chunk.
    static int bucket(long value, int chunk) {
        return (int) (value >>> Math.max(0, chunk - 1)) & (SUB - 1);
    }

    /// The middle of a bucket.
    static long middle(int chunk, int bucket) {
        if (chunk == 0) {
            return bucket;
        }
        int shift = chunk - 1;
        long lowest = (long) (SUB + bucket) << shift;
        return lowest + ((1L << shift) >>> 1);
    }
}
