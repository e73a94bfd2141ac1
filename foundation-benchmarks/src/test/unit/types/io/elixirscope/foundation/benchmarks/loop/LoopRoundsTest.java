package io.elixirscope.foundation.benchmarks.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoopRoundsTest {
    /// Counts its runs.
    private static class Counter implements Contender.Looped {
        final AtomicLong runs = new AtomicLong();
        final AtomicInteger surrounded = new AtomicInteger();
        final int worksOfRun;

        Counter(int worksOfRun) {
            this.worksOfRun = worksOfRun;
        }

        @Override
        public Operation operation(int caller) {
            return runs::incrementAndGet;
        }

        @Override
        public int worksOfRun() {
            return worksOfRun;
        }

        @Override
        public void around(int caller, Runnable loop) {
            surrounded.incrementAndGet();
            loop.run();
        }

        @Override
        public void close() {
            // nothing runs
        }
    }

    @Test
    void countsWhatAllCallersDid() throws Exception {
        var counter = new Counter(10);
        var rounds = new LoopRounds(counter, Callers.virtual(4));
        rounds.warm(6);
        long before = counter.runs.get();

        var round = rounds.round(5);

        assertThat(round.works()).isEqualTo(10 * (counter.runs.get() - before)).isPositive();
        assertThat(round.slowest()).isLessThanOrEqualTo(round.fastest());
        assertThat(round.fastest()).isPositive();
        assertThat(round.elapsedNanos()).isPositive();
        assertThat(round.durations().total()).isPositive();
        assertThat(counter.surrounded).hasValue(4 * 4);
    }

    @Test
    void aFailedOperationFailsTheRound() {
        var failing = new Counter(1) {
            @Override
            public Operation operation(int caller) {
                return () -> {
                    throw new IllegalStateException("refused");
                };
            }
        };
        assertThatThrownBy(() -> new LoopRounds(failing, Callers.platform(2)).round(1))
                .hasMessageContaining("an operation failed")
                .hasMessageContaining("refused");
    }

    @Test
    void timesShortRunsInBatchesUnlessOthersCompete() {
        assertThat(Pace.of(20, 1).timed()).isEqualTo(1_000);
        assertThat(Pace.of(20, 1).untimed()).isZero();
        assertThat(Pace.of(20, 8)).isEqualTo(new Pace(1, 15));
        assertThat(Pace.of(299, 1).timed()).isEqualTo(67);
        assertThat(Pace.of(301, 1)).isEqualTo(new Pace(1, 15));
        assertThat(Pace.of(5_000, 1)).isEqualTo(Pace.EACH);
    }

    @Test
    void aRoundIsReadBackFromItsText() {
        var durations = new Histogram();
        durations.add(1_000);
        var round = new Round(8, 800, 128, 1, 4, durations);

        var read = Round.parse(round.text());

        assertThat(read.text()).isEqualTo(round.text());
        assertThat(read.nanos()).isEqualTo(100);
        assertThat(read.slowestByFastest()).isEqualTo(0.25);
    }
}
