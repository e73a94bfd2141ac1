package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.RetryStrategy;
import io.elixirscope.foundation.error.Severity;
import io.elixirscope.foundation.server.ExitReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What the decision has beyond OTP's: waits and escalation. The rest is in [OtpDecisionTest].
final class SupervisorLogicTest {
    private static final ExitReason FAILED = ExitReason.failed(new IllegalStateException("boom"));
    private static final RestartIntensity OFTEN = new RestartIntensity(100, Duration.ofDays(1));
    private static final RetryStrategy ONE_TO_EIGHT =
            new RetryStrategy.Exponential(Duration.ofSeconds(1), Duration.ofSeconds(8));
    /// The random bits that give the longest delay below a bound of whole seconds.
    private static final long MOST = -1L;

    private static SupervisorLogic.Member member(String id, SupervisorLogic.Place place) {
        return new SupervisorLogic.Member(ChildSpec.of(Supervisor.named(id).build()), place);
    }

    /// Children `a` to `d`, of which those named in `waiting` wait.
    private static List<SupervisorLogic.Member> members(String waiting) {
        return Stream.of("a", "b", "c", "d")
                .map(id ->
                        member(id, waiting.contains(id) ? SupervisorLogic.Place.WAITING : SupervisorLogic.Place.ACTIVE))
                .toList();
    }

    private static SupervisorLogic.Rules rules(RestartStrategy strategy, RetryStrategy backoff) {
        return new SupervisorLogic.Rules(strategy, OFTEN, backoff, AutoShutdown.NEVER, Optional.empty());
    }

    private static Decision decide(
            SupervisorLogic.Rules rules, String waiting, String child, RestartHistory history, double second) {
        return SupervisorLogic.decide(
                rules,
                members(waiting),
                new SupervisorLogic.End(child, FAILED, Optional.of(Severity.HIGH)),
                history,
                new SupervisorLogic.Moment((long) (second * 1e9), 999_999_999L));
    }

    @Test
    void concernsAChild() {
        assertThatThrownBy(() -> decide(
                        rules(RestartStrategy.ONE_FOR_ONE, new RetryStrategy.Immediate()),
                        "",
                        "x",
                        RestartHistory.EMPTY,
                        0))
                .hasMessage("no child named x");
    }

    @Nested
    class Backoff {
        private RestartHistory history = RestartHistory.EMPTY;

        private double delay(RestartStrategy strategy, String child, double second) {
            var decision = (Decision.Restart) decide(rules(strategy, ONE_TO_EIGHT), "", child, history, second);
            history = decision.history();
            return decision.delay().toNanos() / 1e9;
        }

        @Test
        void isNoneUnlessAskedFor() {
            var decision = decide(
                    rules(RestartStrategy.ONE_FOR_ONE, new RetryStrategy.Immediate()),
                    "",
                    "a",
                    RestartHistory.EMPTY,
                    0);
            assertThat(((Decision.Restart) decision).delay()).isZero();
            assertThat(((Decision.Restart) decision).history().streaks()).isEmpty();
        }

        @Test
        void drawsFromABoundThatDoublesWithEachRestartInARowUpToTheCap() {
            // 999,999,999 below a bound of 1 s is all of it; below a larger bound it is that much
            assertThat(delay(RestartStrategy.ONE_FOR_ONE, "a", 0)).isEqualTo(1);
            var bounds = Stream.of(1, 2, 3, 4, 5, 6)
                    .map(attempt -> ONE_TO_EIGHT.delay(attempt, MOST >>> 1).orElseThrow())
                    .toList();
            assertThat(bounds).allMatch(bound -> bound.compareTo(Duration.ofSeconds(8)) <= 0);
            for (int restarts = 2; restarts <= 6; restarts++) {
                delay(RestartStrategy.ONE_FOR_ONE, "a", restarts * 2.0);
                assertThat(history.streaks().get("a").restarts()).isEqualTo(restarts);
            }
        }

        @Test
        void beginsAnewAfterALongerTimeAtWorkThanTheLongestWait() {
            delay(RestartStrategy.ONE_FOR_ONE, "a", 0);
            delay(RestartStrategy.ONE_FOR_ONE, "a", 1 + 8);
            assertThat(history.streaks().get("a").restarts()).isEqualTo(2);
            delay(RestartStrategy.ONE_FOR_ONE, "a", 10 + 8.1);
            assertThat(history.streaks().get("a").restarts()).isEqualTo(1);
        }

        @Test
        void countsForEachChildAloneWhereItRestartsAlone() {
            delay(RestartStrategy.ONE_FOR_ONE, "a", 0);
            delay(RestartStrategy.ONE_FOR_ONE, "b", 0);
            assertThat(history.streaks().get("a").restarts()).isEqualTo(1);
            assertThat(history.streaks().get("b").restarts()).isEqualTo(1);
        }

        @ParameterizedTest
        @EnumSource(names = {"ONE_FOR_ALL", "REST_FOR_ONE"})
        void countsForTheGroupWhereItRestartsTogether(RestartStrategy strategy) {
            delay(strategy, "a", 0);
            delay(strategy, "b", 2);
            assertThat(history.streaks().values())
                    .singleElement()
                    .satisfies(streak -> assertThat(streak.restarts()).isEqualTo(2));
        }

        @Test
        void forgetsRowsThatAreOver() {
            delay(RestartStrategy.ONE_FOR_ONE, "a", 0);
            delay(RestartStrategy.ONE_FOR_ONE, "b", 20);
            assertThat(history.streaks()).containsOnlyKeys("b");
        }

        @Test
        void countsAgainstTheLimitWhenTheChildEnds() {
            delay(RestartStrategy.ONE_FOR_ONE, "a", 3);
            assertThat(history.window().restartsNanos()).containsExactly(3_000_000_000L);
        }

        @ParameterizedTest
        @CsvSource({
            // strategy, waits, ends, joins (or - for a restart of its own)
            "ONE_FOR_ONE,  b, a, -",
            "ONE_FOR_ONE,  b, c, -",
            "ONE_FOR_ALL,  b, a, b",
            "ONE_FOR_ALL,  b, d, b",
            "REST_FOR_ONE, b, a, -",
            "REST_FOR_ONE, b, c, b",
            "REST_FOR_ONE, b, d, b",
        })
        void anEndThatAWaitingRestartCoversJoinsIt(
                RestartStrategy strategy, String waiting, String child, String with) {
            var decision = decide(rules(strategy, ONE_TO_EIGHT), waiting, child, RestartHistory.EMPTY, 0);
            if (with.equals("-")) {
                assertThat(decision).isInstanceOf(Decision.Restart.class);
            } else {
                assertThat(decision).isEqualTo(new Decision.Join(with));
            }
        }

        @Test
        void neverOverflows() {
            var forever = new RetryStrategy.Fixed(Duration.ofSeconds(Long.MAX_VALUE));
            var first = (Decision.Restart)
                    decide(rules(RestartStrategy.ONE_FOR_ONE, forever), "", "a", RestartHistory.EMPTY, 1);
            var second =
                    (Decision.Restart) decide(rules(RestartStrategy.ONE_FOR_ONE, forever), "", "a", first.history(), 2);
            assertThat(second.history().streaks().get("a").restarts()).isEqualTo(2);
        }
    }

    @Nested
    class Escalation {
        private Decision decide(Optional<Severity> least, RestartType type, Optional<Severity> severity) {
            var spec = ChildSpec.of(Supervisor.named("a").build()).restart(type);
            var rules = new SupervisorLogic.Rules(
                    RestartStrategy.ONE_FOR_ONE, OFTEN, new RetryStrategy.Immediate(), AutoShutdown.NEVER, least);
            return SupervisorLogic.decide(
                    rules,
                    List.of(new SupervisorLogic.Member(spec, SupervisorLogic.Place.ACTIVE)),
                    new SupervisorLogic.End("a", FAILED, severity),
                    RestartHistory.EMPTY,
                    new SupervisorLogic.Moment(0, 0));
        }

        @ParameterizedTest
        @CsvSource({
            "HIGH,     LOW,      false",
            "HIGH,     MEDIUM,   false",
            "HIGH,     HIGH,     true",
            "HIGH,     CRITICAL, true",
            "CRITICAL, HIGH,     false",
            "CRITICAL, CRITICAL, true",
            "LOW,      LOW,      true",
        })
        void happensFromTheSeverityThatWasNamed(Severity least, Severity severity, boolean escalates) {
            var decision = decide(Optional.of(least), RestartType.PERMANENT, Optional.of(severity));
            assertThat(decision instanceof Decision.Escalate).isEqualTo(escalates);
        }

        @ParameterizedTest
        @EnumSource
        void doesNotAskForTheRestartType(RestartType type) {
            assertThat(decide(Optional.of(Severity.CRITICAL), type, Optional.of(Severity.CRITICAL)))
                    .isEqualTo(new Decision.Escalate(Severity.CRITICAL));
        }

        @Test
        void isNoneWithoutAnErrorOrWithoutALimit() {
            assertThat(decide(Optional.of(Severity.LOW), RestartType.PERMANENT, Optional.empty()))
                    .isInstanceOf(Decision.Restart.class);
            assertThat(decide(Optional.empty(), RestartType.PERMANENT, Optional.of(Severity.CRITICAL)))
                    .isInstanceOf(Decision.Restart.class);
        }
    }
}
