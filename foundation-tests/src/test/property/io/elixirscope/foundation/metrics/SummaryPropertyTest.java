package io.elixirscope.foundation.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryPropertyTest {
    private static final double ERROR = 0.008;

    /// Whatever the numbers: each quantile is within the stated error of the number at that rank.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void quantilesAreWithinTheStatedError(long seed) {
        var random = new Random(seed);
        var histogram = new Histogram();
        long[] numbers = new long[1 + random.nextInt(5_000)];
        Arrays.setAll(numbers, _ -> random.nextLong() >>> 1 + random.nextInt(62));
        Arrays.stream(numbers).forEach(histogram::record);
        Arrays.sort(numbers);
        var buckets = new Buckets();
        histogram.drainTo(buckets);

        assertThat(buckets.count()).isEqualTo(numbers.length);
        double total =
                Arrays.stream(numbers).mapToDouble(number -> (double) number).sum();
        assertThat(buckets.total()).as("seed %d", seed).isBetween(total * (1 - ERROR), total * (1 + ERROR));
        for (double share : new double[] {0.001, 0.5, 0.9, 0.95, 0.99, 0.999, 0.9999, 1}) {
            long exact = numbers[Math.max(0, (int) Math.ceil(share * numbers.length) - 1)];
            double found = (double) buckets.quantile(share, numbers[numbers.length - 1]);
            assertThat(Math.abs(found - exact))
                    .as("seed %d, share %s, exactly %d", seed, share, exact)
                    .isLessThanOrEqualTo(exact * ERROR);
        }
    }

    /// Each number lies in the bucket whose middle is nearest, and buckets follow each other
    /// without a hole.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 65, 127, 128, 129, 255, 256, 1_000_003, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void bucketsFollowEachOther(long number) {
        int chunk = HistogramLogic.chunk(number);
        int bucket = HistogramLogic.bucket(number, chunk);
        long middle = HistogramLogic.middle(chunk, bucket);
        assertThat((double) Math.abs(middle - number)).isLessThanOrEqualTo(number / 128.0);
        assertThat(chunk).isBetween(0, HistogramLogic.CHUNKS - 1);
    }
}
