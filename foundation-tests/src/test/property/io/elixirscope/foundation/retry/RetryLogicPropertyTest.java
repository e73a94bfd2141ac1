package io.elixirscope.foundation.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.RetryStrategy;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryLogicPropertyTest {
    private static final int CASES = 2_000;

    private static RetryStrategy strategy(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new RetryStrategy.None();
            case 1 -> new RetryStrategy.Immediate();
            case 2 -> new RetryStrategy.Fixed(time(random, 1));
            default -> {
                var base = time(random, 1);
                yield new RetryStrategy.Exponential(base, base.plus(time(random, 0)));
            }
        };
    }

    private static Duration time(Random random, long least) {
        return Duration.ofNanos(least + (random.nextLong() >>> (1 + random.nextInt(62))));
    }

    private static Optional<Duration> maybe(Random random) {
        return random.nextBoolean() ? Optional.of(time(random, 0)) : Optional.empty();
    }

    private static Duration longest(RetryStrategy strategy) {
        return switch (strategy) {
            case RetryStrategy.None _, RetryStrategy.Immediate _ -> Duration.ZERO;
            case RetryStrategy.Fixed(var delay) -> delay;
            case RetryStrategy.Exponential growing -> growing.cap();
        };
    }

    /// A delay that is granted is at least what was asked for, at most the strategy's cap beyond that, within the
    /// limits, and over before the deadline; nothing is granted beyond the attempts or to what is not retryable.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void grantsOnlyWhatKeepsEveryBound(long seed) {
        var random = new Random(seed);
        int granted = 0;
        for (int number = 0; number < CASES; number++) {
            var limits = new RetryLimits(1 + random.nextInt(10), time(random, 1), RetryBudget.DEFAULT);
            var failure =
                    new RetryLogic.Failure(strategy(random), maybe(random), 1 + random.nextInt(12), maybe(random));
            if (RetryLogic.decide(failure, limits, random.nextLong()) instanceof RetryLogic.Verdict.Repeat(var delay)) {
                granted++;
                var asked = failure.asked().orElse(Duration.ZERO);
                var cap = longest(failure.strategy());
                assertThat(delay)
                        .as("seed %d case %d: %s", seed, number, failure)
                        .isBetween(asked, asked.compareTo(cap) > 0 ? asked : cap)
                        .isLessThanOrEqualTo(limits.maxDelay());
                failure.remaining().ifPresent(left -> assertThat(delay).isLessThan(left));
                assertThat(failure.attempts()).isLessThan(limits.maxAttempts());
                assertThat(failure.strategy().retryable()).isTrue();
            }
        }
        assertThat(granted).isPositive();
    }

    /// Following the decisions of one call to its end makes at most the attempts that are allowed, and the waits
    /// together stay below the deadline.
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void aCallEndsWithinItsAttemptsAndItsDeadline(long seed) {
        var random = new Random(seed);
        for (int number = 0; number < CASES / 10; number++) {
            var limits = new RetryLimits(1 + random.nextInt(20), Duration.ofDays(10_000), RetryBudget.DEFAULT);
            var strategy = strategy(random);
            var deadline = time(random, 0);
            var waited = Duration.ZERO;
            int attempts = 1;
            while (RetryLogic.decide(
                            new RetryLogic.Failure(
                                    strategy, Optional.empty(), attempts, Optional.of(deadline.minus(waited))),
                            limits,
                            random.nextLong())
                    instanceof RetryLogic.Verdict.Repeat(var delay)) {
                waited = waited.plus(delay);
                attempts++;
                assertThat(attempts).isLessThanOrEqualTo(limits.maxAttempts());
            }
            assertThat(waited).as("seed %d case %d", seed, number).isLessThanOrEqualTo(deadline);
        }
    }

    /// Whatever the order of calls, time and repetitions: a balance is never negative and never above the capacity,
    /// and all repetitions together are at most what was there at the start and what calls and time have earned.
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25})
    void aBudgetNeverPaysMoreThanItGot(long seed) {
        var random = new Random(seed);
        for (int number = 0; number < CASES / 20; number++) {
            var budget = new RetryBudget(random.nextInt(1_001) / 1_000.0, random.nextInt(50), 1 + random.nextInt(30));
            long nanos = random.nextLong() >>> 2;
            long began = nanos;
            long calls = 0;
            long paid = 0;
            var account = RetryLogic.open(budget, nanos);
            for (int step = 0; step < 500; step++) {
                calls += random.nextInt(5);
                nanos += random.nextInt(10_000_000);
                var settled = RetryLogic.settle(account, budget, calls, nanos);
                var after = random.nextBoolean() ? RetryLogic.take(settled) : Optional.<RetryLogic.Account>empty();
                paid += after.isPresent() ? 1 : 0;
                account = after.orElse(settled);
                assertThat(account.balance()).isBetween(0L, budget.capacity() * RetryLogic.ONE);
            }
            double earned = calls * budget.ratio() + (nanos - began) * 1e-9 * budget.perSecond();
            assertThat((double) paid)
                    .as("seed %d case %d", seed, number)
                    .isLessThanOrEqualTo(budget.capacity() + earned + 1e-6);
        }
    }
}
