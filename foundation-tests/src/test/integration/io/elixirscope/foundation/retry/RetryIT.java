package io.elixirscope.foundation.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.Breadcrumb;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.error.RetryStrategy;
import io.elixirscope.foundation.telemetry.Emission;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.time.ThreadKind;
import io.elixirscope.foundation.time.Timers;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RetryIT {
    private static final RetryStrategy EVERY_SECOND = new RetryStrategy.Fixed(Duration.ofSeconds(1));
    private static final RetryStrategy AT_ONCE = new RetryStrategy.Immediate();

    private final ManualClock clock = new ManualClock();
    private final Timers timers = new Timers(clock.scheduler(), "timers");
    private final Telemetry telemetry = new Telemetry(clock.scheduler(), timers);
    private final Errors errors = new Errors(telemetry);
    private final Retry retry = new Retry(clock.scheduler(), telemetry, errors);
    private final AtomicInteger attempts = new AtomicInteger();
    private final List<Long> attemptNanos = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        timers.close();
    }

    /// Fails with the error this many times, then succeeds.
    private Supplier<Result<String>> failing(int times, FoundationError error) {
        return () -> {
            attemptNanos.add(clock.nanos() - ManualClock.FIRST_NANOS);
            return attempts.incrementAndGet() <= times ? Result.err(error) : Result.ok("done");
        };
    }

    private ErrorContext context() {
        return ErrorContext.root("order", clock::nanos, clock.scheduler()::random);
    }

    /// Runs on a thread of the scheduler, so that advancing the clock waits for it.
    private <T> CompletableFuture<T> start(Supplier<T> body) {
        var outcome = new CompletableFuture<T>();
        Thread _ = clock.scheduler().start("caller", ThreadKind.VIRTUAL, () -> {
            try {
                outcome.complete(body.get());
            } catch (Throwable thrown) {
                outcome.completeExceptionally(thrown);
            }
        });
        return outcome;
    }

    private static FoundationError error(Result<?> result) {
        return switch (result) {
            case Result.Ok<?>(var value) -> throw new AssertionError("succeeded with " + value);
            case Result.Err<?>(var error) -> error;
        };
    }

    @Nested
    class Run {

        @Test
        void givesAFirstSuccessAsItIs() {
            Result<String> given = Result.ok("at once");
            assertThat(retry.run("charge", () -> given)).isSameAs(given);
            assertThat(retry.counts()).containsExactly(new RetryCounts("charge", 1, 0, 0, 50));
        }

        @Test
        void waitsBetweenAttemptsAsTheErrorSays() {
            var outcome = start(() -> retry.run("charge", failing(2, Repeatable.error(EVERY_SECOND))));
            clock.advance(Duration.ofSeconds(5));
            assertThat(outcome.join()).isEqualTo(Result.ok("done"));
            assertThat(attemptNanos).containsExactly(0L, 1_000_000_000L, 2_000_000_000L);
        }

        @Test
        void drawsExponentialDelaysBelowTheirBounds() {
            var strategy = new RetryStrategy.Exponential(Duration.ofSeconds(1), Duration.ofSeconds(2));
            var outcome = start(() -> retry.run("charge", failing(4, Repeatable.error(strategy))));
            clock.advance(Duration.ofSeconds(60));
            assertThat(outcome.join().succeeded()).isTrue();
            long[] bounds = {1_000_000_000L, 2_000_000_000L, 2_000_000_000L, 2_000_000_000L};
            assertThat(attemptNanos).hasSize(5);
            for (int gap = 0; gap < bounds.length; gap++) {
                assertThat(attemptNanos.get(gap + 1) - attemptNanos.get(gap)).isBetween(1L, bounds[gap]);
            }
        }

        @Test
        void waitsAsLongAsTheServerAskedFor() {
            var asked = Repeatable.error(EVERY_SECOND).withRetryAfter(Duration.ofSeconds(9));
            var outcome = start(() -> retry.run("charge", failing(1, asked)));
            clock.advance(Duration.ofSeconds(10));
            assertThat(outcome.join().succeeded()).isTrue();
            assertThat(attemptNanos).containsExactly(0L, 9_000_000_000L);
        }

        @Test
        void neverRepeatsWhatIsNotRetryable() {
            var refused = FoundationError.of(FoundationErrorType.INVALID_INPUT, "no such order");
            var error = error(retry.run("charge", failing(9, refused)));
            assertThat(attempts).hasValue(1);
            assertThat(error.id()).isEqualTo(refused.id());
            assertThat(error.context()).containsEntry("gaveUp", Value.of("not_retryable"));
        }

        @Test
        void givesUpWithTheLastErrorAndSaysHowOftenAndHowLong() {
            var busy = Repeatable.error(EVERY_SECOND);
            var outcome = start(() -> retry.run("charge", failing(9, busy)));
            clock.advance(Duration.ofSeconds(60));
            var error = error(outcome.join());
            assertThat(attempts).hasValue(5);
            assertThat(error.type()).isEqualTo(busy.type());
            assertThat(error.message()).isEqualTo(busy.message());
            assertThat(error.context())
                    .containsExactly(
                            Map.entry("operation", Value.of("charge")),
                            Map.entry("attempts", Value.of(5)),
                            Map.entry("retriedFor", Value.of("PT4S")),
                            Map.entry("gaveUp", Value.of("attempts")));
        }

        @Test
        void letsAnExceptionThrough() {
            assertThatThrownBy(() -> retry.run("charge", () -> {
                        attempts.incrementAndGet();
                        throw new IllegalStateException("bug");
                    }))
                    .hasMessage("bug");
            assertThat(attempts).hasValue(1);
        }
    }

    @Nested
    class Deadline {

        @Test
        void doesNotEvenWaitWhereTheDelayWouldPassIt() {
            var context = context().withDeadline(Duration.ofMillis(2_500));
            var outcome =
                    start(() -> context.call(() -> retry.run("charge", failing(9, Repeatable.error(EVERY_SECOND)))));
            clock.advance(Duration.ofSeconds(2));
            assertThat(error(outcome.join()).context())
                    .containsEntry("gaveUp", Value.of("deadline"))
                    .containsEntry("attempts", Value.of(3L));
            assertThat(clock.nanos()).isEqualTo(ManualClock.FIRST_NANOS + 2_000_000_000L);
        }

        @Test
        void thatHasPassedEndsAtOnce() {
            var context = context().withDeadline(Duration.ZERO);
            var result = context.call(() -> retry.run("charge", failing(9, Repeatable.error(AT_ONCE))));
            assertThat(error(result).context()).containsEntry("gaveUp", Value.of("deadline"));
            assertThat(attempts).hasValue(1);
        }
    }

    @Nested
    class Budget {
        private final RetryOperation charge = retry.operation(
                "charge", RetryLimits.DEFAULT.withMaxAttempts(100).withBudget(new RetryBudget(0.5, 0, 3)));

        @Test
        void endsTheRepeatingOfAllCallsTogether() {
            assertThat(attemptsUntilTheBudgetEnds()).isEqualTo(Value.of(4));
            assertThat(attemptsUntilTheBudgetEnds()).isEqualTo(Value.of(1));
            assertThat(attemptsUntilTheBudgetEnds()).isEqualTo(Value.of(2));
        }

        private Value attemptsUntilTheBudgetEnds() {
            var error = error(charge.run(failing(99, Repeatable.error(AT_ONCE))));
            assertThat(error.context()).containsEntry("gaveUp", Value.of("budget"));
            return error.context().get("attempts");
        }

        @Test
        void isEarnedByCallsThatSucceed() {
            charge.run(failing(99, Repeatable.error(AT_ONCE)));
            for (int call = 0; call < 4; call++) {
                charge.run(() -> Result.ok("fine"));
            }
            assertThat(charge.counts().affords()).isEqualTo(2);
        }

        @Test
        void isEarnedByTimeToo() {
            var slow = retry.operation(
                    "slow", RetryLimits.DEFAULT.withMaxAttempts(100).withBudget(new RetryBudget(0, 2, 3)));
            slow.run(failing(99, Repeatable.error(AT_ONCE)));
            assertThat(slow.counts().affords()).isZero();
            clock.advance(Duration.ofSeconds(1));
            assertThat(slow.counts().affords()).isEqualTo(2);
        }

        @Test
        void paysNoMoreThanItHasToManyThreads() throws InterruptedException {
            int threads = 8;
            var go = new CountDownLatch(1);
            var callers = IntStream.range(0, threads)
                    .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                        try {
                            go.await();
                        } catch (InterruptedException interrupted) {
                            Thread.currentThread().interrupt();
                        }
                        for (int call = 0; call < 500; call++) {
                            charge.run(failing(Integer.MAX_VALUE, Repeatable.error(AT_ONCE)));
                        }
                    }))
                    .toList();
            go.countDown();
            for (Thread caller : callers) {
                caller.join();
            }
            var counts = charge.counts();
            assertThat(counts.calls()).isEqualTo(4_000);
            assertThat(counts.gaveUp()).isEqualTo(4_000);
            assertThat(counts.retries() + counts.affords()).isBetween(1_900L, 2_003L);
            assertThat(attempts).hasValue((int) (4_000 + counts.retries()));
        }
    }

    @Nested
    class Interrupt {

        @Test
        void endsTheWaitWithAnErrorAndKeepsTheFlag() throws InterruptedException {
            var kept = new CompletableFuture<Boolean>();
            var outcome = new CompletableFuture<Result<String>>();
            var caller = clock.scheduler().start("caller", ThreadKind.VIRTUAL, () -> {
                outcome.complete(retry.run("charge", failing(9, Repeatable.error(EVERY_SECOND))));
                kept.complete(Thread.currentThread().isInterrupted());
            });
            clock.awaitParked(caller);
            caller.interrupt();
            caller.join();
            assertThat(error(outcome.join()).context()).containsEntry("gaveUp", Value.of("interrupted"));
            assertThat(kept.join()).isTrue();
            assertThat(attempts).hasValue(1);
        }

        @Test
        void thatCameBeforeEndsItWithoutAWait() {
            var outcome = start(() -> {
                Thread.currentThread().interrupt();
                return retry.run("charge", failing(9, Repeatable.error(AT_ONCE)));
            });
            assertThat(error(outcome.join()).context()).containsEntry("gaveUp", Value.of("interrupted"));
        }
    }

    @Nested
    class Told {
        private final List<Emission> got = new ArrayList<>();

        @Test
        void byTelemetryAndOnceAsAnErrorThatOccurred() {
            telemetry.attach("h", List.of("elixir_scope.retry.*", "elixir_scope.error.occurred"), got::add);
            var limits = RetryLimits.DEFAULT.withMaxAttempts(2);
            var error = error(retry.operation("charge", limits).run(failing(9, Repeatable.error(AT_ONCE))));
            assertThat(got)
                    .extracting(emission -> emission.event().name())
                    .containsExactly(
                            "elixir_scope.retry.attempt", "elixir_scope.retry.gave_up", "elixir_scope.error.occurred");
            assertThat(got.get(0).attributes())
                    .isEqualTo(Map.of("operation", "charge", "attempt", 2, "code", "shop/E399"));
            assertThat(got.get(1).attributes())
                    .isEqualTo(Map.of("operation", "charge", "attempts", 2, "code", "shop/E399", "reason", "attempts"));
            assertThat(got.get(2).attribute("error")).isEqualTo(error);
            assertThat(errors.record(error)).isFalse();
        }

        @Test
        void byBreadcrumbs() {
            var result = context()
                    .call(() -> retry.operation("charge", RetryLimits.DEFAULT.withMaxAttempts(2))
                            .run(failing(9, Repeatable.error(AT_ONCE))));
            assertThat(error(result).operation().orElseThrow().breadcrumbs())
                    .extracting(Breadcrumb::operation)
                    .containsExactly(
                            "order",
                            "charge: attempt 1 failed with shop/E399, again in 0 µs",
                            "charge: gave up after attempt 2 failed with shop/E399: attempts");
        }
    }

    @Nested
    class Steps {

        @Test
        void giveTheSameDecisionsToOnesOwnLoop() {
            var steps = retry.operation("poll", RetryLimits.DEFAULT.withMaxAttempts(2))
                    .steps();
            var busy = Repeatable.error(EVERY_SECOND);
            assertThat(steps.next(busy)).isEqualTo(new RetryDecision.RetryAfter(Duration.ofSeconds(1)));
            clock.jump(Duration.ofSeconds(1));
            assertThat(steps.next(busy)).isInstanceOfSatisfying(RetryDecision.GiveUp.class, given -> {
                assertThat(given.reason()).isEqualTo(GiveUpReason.ATTEMPTS);
                assertThat(given.error().context()).containsEntry("retriedFor", Value.of("PT1S"));
            });
            assertThat(steps.attempts()).isEqualTo(2);
            assertThat(retry.counts()).containsExactly(new RetryCounts("poll", 1, 1, 1, 50));
        }
    }

    @Nested
    class Operations {

        @Test
        void areTheSameForTheSameName() {
            assertThat(retry.operation("charge")).isSameAs(retry.operation("charge", RetryLimits.DEFAULT));
            assertThatThrownBy(() -> retry.operation("charge", RetryLimits.DEFAULT.withMaxAttempts(2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a second declaration must say the same");
            assertThatThrownBy(() -> retry.operation(" ")).hasMessageContaining("1 to 128 characters");
        }

        @Test
        void beyondTheBoundShareOneBudget() {
            for (int number = 0; number < Retry.MAX_OPERATIONS; number++) {
                retry.operation("operation " + number);
            }
            var one = retry.operation("one more");
            var two = retry.operation("two more");
            one.run(failing(1, Repeatable.error(AT_ONCE)));
            assertThat(one.name()).isEqualTo("other");
            assertThat(two.counts().affords()).isEqualTo(49);
            assertThat(retry.counts()).hasSize(Retry.MAX_OPERATIONS);
        }
    }
}
