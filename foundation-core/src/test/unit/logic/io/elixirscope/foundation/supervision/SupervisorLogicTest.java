package io.elixirscope.foundation.supervision;

import static io.elixirscope.foundation.supervision.RestartStrategy.ONE_FOR_ALL;
import static io.elixirscope.foundation.supervision.RestartStrategy.ONE_FOR_ONE;
import static io.elixirscope.foundation.supervision.RestartStrategy.REST_FOR_ONE;
import static io.elixirscope.foundation.supervision.RestartType.PERMANENT;
import static io.elixirscope.foundation.supervision.RestartType.TEMPORARY;
import static io.elixirscope.foundation.supervision.RestartType.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.elixirscope.foundation.server.ExitReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SupervisorLogicTest {
    private static final ExitReason NORMAL = ExitReason.normal();
    private static final ExitReason SHUTDOWN = ExitReason.shutdown();
    private static final ExitReason FAILED = ExitReason.failed(new IllegalStateException("boom"));
    private static final ExitReason ABANDONED = new ExitReason.Abandoned(Duration.ofSeconds(1));

    private static ChildSpec spec(String id, RestartType type) {
        return ChildSpec.of(Supervisor.named(id).build()).restart(type);
    }

    private static Decision decide(
            RestartStrategy strategy, Map<String, RestartType> types, String child, ExitReason reason) {
        List<ChildSpec> children = Stream.of("a", "b", "c", "d")
                .map(id -> spec(id, types.getOrDefault(id, PERMANENT)))
                .toList();
        var rules = new SupervisorLogic.Rules(strategy, RestartIntensity.DEFAULT, children);
        return SupervisorLogic.decide(rules, child, reason, RestartWindow.EMPTY, 7);
    }

    @Nested
    class OfOneChild {
        static Stream<Arguments> table() {
            return Stream.of(
                    argumentSet("permanent, normal", PERMANENT, NORMAL, Decision.Restart.class),
                    argumentSet("permanent, shutdown", PERMANENT, SHUTDOWN, Decision.Restart.class),
                    argumentSet("permanent, failed", PERMANENT, FAILED, Decision.Restart.class),
                    argumentSet("permanent, abandoned", PERMANENT, ABANDONED, Decision.Restart.class),
                    argumentSet("transient, normal", TRANSIENT, NORMAL, Decision.Leave.class),
                    argumentSet("transient, shutdown", TRANSIENT, SHUTDOWN, Decision.Leave.class),
                    argumentSet("transient, failed", TRANSIENT, FAILED, Decision.Restart.class),
                    argumentSet("transient, abandoned", TRANSIENT, ABANDONED, Decision.Restart.class),
                    argumentSet("temporary, normal", TEMPORARY, NORMAL, Decision.Remove.class),
                    argumentSet("temporary, shutdown", TEMPORARY, SHUTDOWN, Decision.Remove.class),
                    argumentSet("temporary, failed", TEMPORARY, FAILED, Decision.Remove.class),
                    argumentSet("temporary, abandoned", TEMPORARY, ABANDONED, Decision.Remove.class));
        }

        @ParameterizedTest
        @MethodSource("table")
        void followsTheRestartType(RestartType type, ExitReason reason, Class<? extends Decision> expected) {
            for (RestartStrategy strategy : RestartStrategy.values()) {
                assertThat(decide(strategy, Map.of("b", type), "b", reason)).isInstanceOf(expected);
            }
        }

        @Test
        void mustBeAChild() {
            assertThatThrownBy(() -> decide(ONE_FOR_ONE, Map.of(), "x", FAILED)).hasMessage("no child named x");
        }
    }

    @Nested
    class OfTheGroup {
        static Stream<Arguments> table() {
            return Stream.of(
                    argumentSet("one for one", ONE_FOR_ONE, "b", List.of(), List.of("b")),
                    argumentSet("one for all", ONE_FOR_ALL, "b", List.of("d", "c", "a"), List.of("a", "b", "c", "d")),
                    argumentSet("rest for one", REST_FOR_ONE, "b", List.of("d", "c"), List.of("b", "c", "d")),
                    argumentSet(
                            "rest for one, the first",
                            REST_FOR_ONE,
                            "a",
                            List.of("d", "c", "b"),
                            List.of("a", "b", "c", "d")),
                    argumentSet("rest for one, the last", REST_FOR_ONE, "d", List.of(), List.of("d")));
        }

        @ParameterizedTest
        @MethodSource("table")
        void stopsInReverseAndStartsInOrder(
                RestartStrategy strategy, String child, List<String> stop, List<String> start) {
            var expected = new Decision.Restart(stop, start, List.of(), new RestartWindow(List.of(7L)));
            assertThat(decide(strategy, Map.of(), child, FAILED)).isEqualTo(expected);
        }

        @Test
        void aTemporaryMemberIsStoppedAndNotStartedAgain() {
            var decision = (Decision.Restart) decide(ONE_FOR_ALL, Map.of("c", TEMPORARY), "a", FAILED);
            assertThat(decision.stop()).containsExactly("d", "c", "b");
            assertThat(decision.start()).containsExactly("a", "b", "d");
            assertThat(decision.remove()).containsExactly("c");
        }
    }

    @Nested
    class OfTheLimit {
        private Decision after(List<Long> restarts, long now) {
            var rules = new SupervisorLogic.Rules(
                    ONE_FOR_ONE, new RestartIntensity(2, Duration.ofNanos(10)), List.of(spec("a", PERMANENT)));
            return SupervisorLogic.decide(rules, "a", FAILED, new RestartWindow(restarts), now);
        }

        @Test
        void restartsWhileWithinTheLimit() {
            assertThat(after(List.of(1L), 5)).isInstanceOf(Decision.Restart.class);
        }

        @Test
        void givesUpBeyondTheLimit() {
            assertThat(after(List.of(1L, 2L), 5))
                    .isEqualTo(new Decision.GiveUp(new RestartWindow(List.of(1L, 2L, 5L))));
        }

        @Test
        void forgetsWhatIsOlderThanThePeriod() {
            assertThat(after(List.of(1L, 2L), 12)).isInstanceOf(Decision.Restart.class);
        }

        @Test
        void aChildThatIsNotRestartedCostsNothing() {
            var rules = new SupervisorLogic.Rules(
                    ONE_FOR_ONE, new RestartIntensity(0, Duration.ofNanos(10)), List.of(spec("a", TEMPORARY)));
            assertThat(SupervisorLogic.decide(rules, "a", FAILED, RestartWindow.EMPTY, 0))
                    .isInstanceOf(Decision.Remove.class);
        }
    }
}
