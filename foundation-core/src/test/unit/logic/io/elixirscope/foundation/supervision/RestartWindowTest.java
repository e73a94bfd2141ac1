package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class RestartWindowTest {
    private static final RestartIntensity THREE_IN_FIVE = RestartIntensity.DEFAULT;

    private static long seconds(double seconds) {
        return (long) (seconds * 1_000_000_000L);
    }

    @Nested
    class With {
        @Test
        void aRestartExactlyOnePeriodAgoStillCounts() {
            var window = RestartWindow.EMPTY.with(0, THREE_IN_FIVE).with(seconds(5), THREE_IN_FIVE);
            assertThat(window.restartsNanos()).containsExactly(0L, seconds(5));
        }

        @Test
        void anOlderRestartIsForgotten() {
            var window = RestartWindow.EMPTY.with(0, THREE_IN_FIVE).with(seconds(5) + 1, THREE_IN_FIVE);
            assertThat(window.restartsNanos()).containsExactly(seconds(5) + 1);
        }

        @Test
        void aPeriodBeyondTheClocksRangeForgetsNothing() {
            var forever = new RestartIntensity(1, Duration.ofSeconds(Long.MAX_VALUE));
            var window = RestartWindow.EMPTY.with(0, forever).with(Long.MAX_VALUE, forever);
            assertThat(window.restartsNanos()).containsExactly(0L, Long.MAX_VALUE);
        }
    }

    @Nested
    class Exceeds {
        @Test
        void theFourthRestartInFiveSecondsIsOneTooMany() {
            var window = RestartWindow.EMPTY
                    .with(0, THREE_IN_FIVE)
                    .with(1, THREE_IN_FIVE)
                    .with(2, THREE_IN_FIVE);
            assertThat(window.exceeds(THREE_IN_FIVE)).isFalse();
            assertThat(window.with(3, THREE_IN_FIVE).exceeds(THREE_IN_FIVE)).isTrue();
        }

        @Test
        void noneIsAllowedWhereTheLimitIsZero() {
            var none = new RestartIntensity(0, Duration.ofSeconds(1));
            assertThat(RestartWindow.EMPTY.with(7, none).exceeds(none)).isTrue();
        }

        @Test
        void agreesWithCountingAllRestarts() {
            var random = new SplittableRandom(11);
            for (int round = 0; round < 500; round++) {
                var intensity = new RestartIntensity(random.nextInt(6), Duration.ofNanos(1 + random.nextInt(50)));
                List<Long> all = new java.util.ArrayList<>();
                RestartWindow window = RestartWindow.EMPTY;
                long now = 0;
                for (int i = 0; i < 40; i++) {
                    now += random.nextInt(20);
                    all.add(now);
                    window = window.with(now, intensity);
                    long at = now;
                    long inPeriod = all.stream()
                            .filter(then -> at - then <= intensity.period().toNanos())
                            .count();
                    assertThat(window.exceeds(intensity)).isEqualTo(inPeriod > intensity.maxRestarts());
                }
            }
        }
    }
}
