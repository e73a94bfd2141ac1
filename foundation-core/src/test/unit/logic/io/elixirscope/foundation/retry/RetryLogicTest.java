package io.elixirscope.foundation.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.RetryStrategy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RetryLogicTest {
    private static final RetryStrategy EVERY_SECOND = new RetryStrategy.Fixed(Duration.ofSeconds(1));
    private static final RetryLimits LIMITS = new RetryLimits(3, Duration.ofSeconds(10), RetryBudget.DEFAULT);

    private static RetryLogic.Failure failure(RetryStrategy strategy, int attempts) {
        return new RetryLogic.Failure(strategy, Optional.empty(), attempts, Optional.empty());
    }

    private static RetryLogic.Verdict repeat(Duration delay) {
        return new RetryLogic.Verdict.Repeat(delay);
    }

    private static RetryLogic.Verdict stop(GiveUpReason reason) {
        return new RetryLogic.Verdict.Stop(reason);
    }

    @Nested
    class Decide {

        @Test
        void repeatsAsTheStrategySays() {
            assertThat(RetryLogic.decide(failure(EVERY_SECOND, 1), LIMITS, 0)).isEqualTo(repeat(Duration.ofSeconds(1)));
            assertThat(RetryLogic.decide(failure(new RetryStrategy.Immediate(), 2), LIMITS, 0))
                    .isEqualTo(repeat(Duration.ZERO));
        }

        @Test
        void neverRepeatsWhatIsNotRetryableEvenIfAskedTo() {
            var asked = Optional.of(Duration.ofSeconds(1));
            var failure = new RetryLogic.Failure(new RetryStrategy.None(), asked, 1, Optional.empty());
            assertThat(RetryLogic.decide(failure, LIMITS, 0)).isEqualTo(stop(GiveUpReason.NOT_RETRYABLE));
        }

        @Test
        void stopsWhenTheAttemptsAreUsedUp() {
            assertThat(RetryLogic.decide(failure(EVERY_SECOND, 2), LIMITS, 0)).isEqualTo(repeat(Duration.ofSeconds(1)));
            assertThat(RetryLogic.decide(failure(EVERY_SECOND, 3), LIMITS, 0)).isEqualTo(stop(GiveUpReason.ATTEMPTS));
        }

        @Test
        void waitsAsLongAsWhoRefusedAskedFor() {
            var longer = new RetryLogic.Failure(EVERY_SECOND, Optional.of(Duration.ofSeconds(7)), 1, Optional.empty());
            var shorter = new RetryLogic.Failure(EVERY_SECOND, Optional.of(Duration.ZERO), 1, Optional.empty());
            assertThat(RetryLogic.decide(longer, LIMITS, 0)).isEqualTo(repeat(Duration.ofSeconds(7)));
            assertThat(RetryLogic.decide(shorter, LIMITS, 0)).isEqualTo(repeat(Duration.ofSeconds(1)));
        }

        @Test
        void stopsWhereTheDelayIsLongerThanTheLimit() {
            var failure =
                    new RetryLogic.Failure(EVERY_SECOND, Optional.of(Duration.ofDays(99_999)), 1, Optional.empty());
            assertThat(RetryLogic.decide(failure, LIMITS, 0)).isEqualTo(stop(GiveUpReason.DELAY));
        }

        @Test
        void stopsWhereTheDelayReachesTheDeadline() {
            var exactly = new RetryLogic.Failure(EVERY_SECOND, Optional.empty(), 1, Optional.of(Duration.ofSeconds(1)));
            var later = new RetryLogic.Failure(
                    EVERY_SECOND, Optional.empty(), 1, Optional.of(Duration.ofNanos(1_000_000_001)));
            var passed = new RetryLogic.Failure(
                    new RetryStrategy.Immediate(), Optional.empty(), 1, Optional.of(Duration.ZERO));
            assertThat(RetryLogic.decide(exactly, LIMITS, 0)).isEqualTo(stop(GiveUpReason.DEADLINE));
            assertThat(RetryLogic.decide(later, LIMITS, 0)).isEqualTo(repeat(Duration.ofSeconds(1)));
            assertThat(RetryLogic.decide(passed, LIMITS, 0)).isEqualTo(stop(GiveUpReason.DEADLINE));
        }
    }

    @Nested
    class Budget {
        private final RetryBudget budget = new RetryBudget(0.1, 1, 5);

        private static RetryLogic.Account empty(long nanos) {
            return new RetryLogic.Account(0, 0, nanos);
        }

        @Test
        void beginsFull() {
            assertThat(RetryLogic.open(budget, 7)).isEqualTo(new RetryLogic.Account(5 * RetryLogic.ONE, 0, 7));
        }

        @Test
        void earnsItsShareOfTheCalls() {
            var settled = RetryLogic.settle(empty(0), budget, 20, 0);
            assertThat(settled).isEqualTo(new RetryLogic.Account(2 * RetryLogic.ONE, 20, 0));
            assertThat(RetryLogic.settle(settled, budget, 20, 0)).isEqualTo(settled);
        }

        @Test
        void earnsOverTimeWithoutCalls() {
            assertThat(RetryLogic.settle(empty(0), budget, 0, 2_500_000_000L).balance())
                    .isEqualTo(2_500_000);
        }

        @Test
        void losesNoTimeWhenSettledOften() {
            var account = empty(0);
            for (long nanos = 0; nanos <= 3_000_000; nanos += 7) {
                account = RetryLogic.settle(account, budget, 0, nanos);
            }
            assertThat(RetryLogic.settle(account, budget, 0, 3_000_000).balance())
                    .isEqualTo(3_000);
        }

        @Test
        void savesUpToItsCapacity() {
            assertThat(RetryLogic.settle(empty(0), budget, Long.MAX_VALUE, Long.MAX_VALUE)
                            .balance())
                    .isEqualTo(5 * RetryLogic.ONE);
        }

        @Test
        void refusesWhatItDoesNotAfford() {
            var nearly = new RetryLogic.Account(RetryLogic.ONE - 1, 3, 4);
            var just = new RetryLogic.Account(RetryLogic.ONE, 3, 4);
            assertThat(RetryLogic.take(nearly)).isEmpty();
            assertThat(RetryLogic.take(just)).contains(new RetryLogic.Account(0, 3, 4));
        }

        @Test
        void mayEarnNothing() {
            var nothing = new RetryBudget(0, 0, 1);
            assertThat(RetryLogic.settle(empty(0), nothing, 1_000_000, Long.MAX_VALUE)
                            .balance())
                    .isZero();
        }
    }

    @Test
    void limitsRefuseWhatMakesNoSense() {
        assertThatThrownBy(() -> LIMITS.withMaxAttempts(0)).hasMessage("maxAttempts must be >= 1, was 0");
        assertThatThrownBy(() -> new RetryLimits(1, Duration.ZERO, RetryBudget.DEFAULT))
                .hasMessage("maxDelay must be > 0, was PT0S");
        assertThatThrownBy(() -> new RetryBudget(Double.NaN, 1, 1)).hasMessage("ratio must be 0 to 10, was NaN");
        assertThatThrownBy(() -> new RetryBudget(0.1, -1, 1)).hasMessage("perSecond must be 0 to 1,000,000, was -1");
        assertThatThrownBy(() -> new RetryBudget(0.1, 1, 0)).hasMessage("capacity must be 1 to 1,000,000, was 0");
    }
}
