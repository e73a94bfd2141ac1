package io.elixirscope.foundation.benchmarks.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void givesPercentilesWithinItsBucketsWidth() {
        var seen = new Histogram();
        for (int nanos = 1; nanos <= 100_000; nanos++) {
            seen.add(nanos * 1_000L);
        }
        assertThat(seen.nanos(50)).isCloseTo(50_000, within(800.0));
        assertThat(seen.nanos(99)).isCloseTo(99_000, within(1_600.0));
        assertThat(seen.nanos(99.9)).isCloseTo(99_900, within(1_600.0));
        assertThat(seen.nanos(100)).isCloseTo(100_000, within(1_600.0));
        assertThat(seen.total()).isEqualTo(100_000);
    }

    @Test
    void keepsEveryDurationNearWhereItIs() {
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long picos = random.nextLong(1L << random.nextInt(1, 47));
            var one = new Histogram();
            one.add(picos);
            assertThat(one.nanos(50) * 1_000)
                    .as("%d ps", picos)
                    .isCloseTo(picos, within(Math.max(0.001, picos / 64.0)));
        }
    }

    @Test
    void countsWhatIsTooLongAsItsLongest() {
        var seen = new Histogram();
        seen.add(Long.MAX_VALUE);
        assertThat(seen.total()).isEqualTo(1);
        assertThat(seen.nanos(100)).isGreaterThan(120e9);
    }

    @Test
    void isReadBackFromItsText() {
        var seen = new Histogram();
        seen.add(0);
        seen.add(18_250);
        seen.add(18_250);
        seen.add(3_000_000_000L);
        var read = Histogram.parse(seen.text());
        assertThat(read.text()).isEqualTo(seen.text());
        assertThat(read.total()).isEqualTo(4);
        assertThat(Histogram.parse(new Histogram().text()).total()).isZero();
    }

    @Test
    void addsAnotherOneAndForgets() {
        var first = new Histogram();
        first.add(1_000);
        var second = new Histogram();
        second.add(5_000_000);
        first.add(second);
        assertThat(first.total()).isEqualTo(2);
        assertThat(first.nanos(100)).isCloseTo(5_000, within(80.0));
        first.clear();
        assertThat(first.total()).isZero();
        assertThat(first.nanos(50)).isNaN();
    }
}
