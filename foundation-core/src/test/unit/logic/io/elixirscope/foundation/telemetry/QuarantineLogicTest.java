package io.elixirscope.foundation.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QuarantineLogicTest {
    private static final long SECOND = 1_000_000_000L;

    @Nested
    class StayNanos {

        @Test
        void doublesFromOneSecondToAMinute() {
            List<Long> stays = new ArrayList<>();
            long stay = 0;
            for (int failure = 0; failure < 9; failure++) {
                stay = QuarantineLogic.stayNanos(stay, 0);
                stays.add(stay / SECOND);
            }
            assertThat(stays).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        }

        @Test
        void beginsAnewAfterWorkingLongerThanTheLastStay() {
            assertThat(QuarantineLogic.stayNanos(8 * SECOND, 8 * SECOND)).isEqualTo(16 * SECOND);
            assertThat(QuarantineLogic.stayNanos(8 * SECOND, 8 * SECOND + 1)).isEqualTo(SECOND);
        }
    }

    @Nested
    class Describe {

        @Test
        void givesTypeAndMessage() {
            assertThat(QuarantineLogic.describe(new IllegalStateException("no")))
                    .isEqualTo("java.lang.IllegalStateException: no");
            assertThat(QuarantineLogic.describe(new IllegalStateException()))
                    .isEqualTo("java.lang.IllegalStateException");
        }

        @Test
        void isBounded() {
            assertThat(QuarantineLogic.describe(new RuntimeException("x".repeat(10_000))))
                    .hasSize(200)
                    .endsWith("…");
        }

        @Test
        void survivesAThrowableThatThrows() {
            assertThat(QuarantineLogic.describe(new Hostile()))
                    .contains("Hostile")
                    .contains("cannot be read");
        }
    }

    @SuppressWarnings("serial")
    private static final class Hostile extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("not even this");
        }
    }
}
