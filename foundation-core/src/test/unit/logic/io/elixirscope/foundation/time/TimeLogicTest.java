package io.elixirscope.foundation.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TimeLogicTest {

    @Nested
    class Deadline {

        @Test
        void addsTheDelay() {
            assertThat(TimeLogic.deadline(5, Duration.ofNanos(7))).isEqualTo(12);
        }

        @Test
        void isNowForNegativeDelays() {
            assertThat(TimeLogic.deadline(5, Duration.ofSeconds(-1))).isEqualTo(5);
        }

        @Test
        void saturatesBeyondTheRange() {
            assertThat(TimeLogic.deadline(5, Duration.ofNanos(Long.MAX_VALUE))).isEqualTo(Scheduler.NO_DEADLINE);
            assertThat(TimeLogic.deadline(5, Duration.ofSeconds(Long.MAX_VALUE)))
                    .isEqualTo(Scheduler.NO_DEADLINE);
        }
    }

    @Nested
    class MissedPeriods {

        @Test
        void areNoneWhenInTime() {
            assertThat(TimeLogic.missedPeriods(100, 10, 100)).isZero();
            assertThat(TimeLogic.missedPeriods(100, 10, 109)).isZero();
        }

        @Test
        void countWholePeriodsOnly() {
            assertThat(TimeLogic.missedPeriods(100, 10, 110)).isEqualTo(1);
            assertThat(TimeLogic.missedPeriods(100, 10, 139)).isEqualTo(3);
        }
    }

    @Nested
    class Random {

        @Test
        void increments() {
            for (long bits = 0; bits < 1_000; bits++) {
                long gamma = TimeLogic.gamma(bits);
                assertThat(gamma & 1).isEqualTo(1);
                assertThat(Long.bitCount(gamma ^ (gamma >>> 1))).isGreaterThanOrEqualTo(24);
            }
        }

        @Test
        void mixesTheReferenceSequence() {
            // first outputs of SplitMix64 with seed 1234567
            long gamma = 0x9e3779b97f4a7c15L;
            assertThat(TimeLogic.mix(1234567 + gamma)).isEqualTo(Long.parseUnsignedLong("6457827717110365317"));
            assertThat(TimeLogic.mix(1234567 + 2 * gamma)).isEqualTo(Long.parseUnsignedLong("3203168211198807973"));
        }

        @Test
        void drawsDifferentNumbersInEveryScheduler() {
            Set<Long> drawn = new HashSet<>();
            for (int scheduler = 0; scheduler < 10; scheduler++) {
                Scheduler system = Scheduler.system();
                for (int draw = 0; draw < 1_000; draw++) {
                    drawn.add(system.random());
                }
            }
            assertThat(drawn).hasSize(10_000);
        }
    }
}
