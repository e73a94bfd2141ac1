package io.elixirscope.foundation.examples.orders.lines;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 15, 16, 17, 31, 32, 1_000, 12_345, 999_999, 1L << 40, Long.MAX_VALUE})
    void givesADurationAtMostASixteenthTooHigh(long nanos) {
        var latencies = new Latencies();
        latencies.add(nanos);

        long told = latencies.percentile(0.5);

        assertThat(told).isGreaterThanOrEqualTo(nanos);
        assertThat(told - nanos).isLessThanOrEqualTo(nanos / 16);
    }

    @Test
    void splitsTheSlowFromTheMany() {
        var latencies = new Latencies();
        for (int i = 0; i < 98; i++) {
            latencies.add(10);
        }
        latencies.add(1 << 20);
        latencies.add(1 << 20);

        assertThat(latencies.percentile(0.50)).isEqualTo(10);
        assertThat(latencies.percentile(0.98)).isEqualTo(10);
        assertThat(latencies.percentile(0.99)).isGreaterThanOrEqualTo(1 << 20);
    }

    @Test
    void addsTheCountsOfAnother() {
        var one = new Latencies();
        one.add(10);
        var other = new Latencies();
        other.add(1_000);
        other.add(1_001);

        one.addAll(other.counts());

        assertThat(one.counts().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(3);
        assertThat(one.percentile(0.5)).isEqualTo(other.percentile(0.5));
    }

    @Test
    void isZeroBeforeAnythingWasCounted() {
        assertThat(new Latencies().percentile(0.99)).isZero();
    }
}
