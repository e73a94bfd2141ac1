package io.elixirscope.foundation.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.SilentLogger;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FoundationExtension.class)
final class CrashInjectionIT {
    private final Probe.Log log = new Probe.Log();
    private final GenServer<Probe, List<String>> definition = Probe.server("probe", log);
    private Server<Probe, List<String>> server;
    private CrashInjection crashes;

    @BeforeEach
    void start(TestServers servers) {
        servers.start(Supervisor.named("root")
                .intensity(1_000, Duration.ofDays(1))
                .child(definition)
                .build());
        server = servers.ref(definition);
        crashes = servers.crashes();
    }

    private Object add() {
        return switch (server.call(new Probe.Add("a"))) {
            case Result.Ok<Integer>(var length) -> length;
            case Result.Err<Integer>(var error) -> error.type();
        };
    }

    private List<Object> addTimes(int times) {
        List<Object> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(add());
        }
        return answers;
    }

    @Nested
    final class Crashes {
        private static final Object CRASH = FoundationErrorType.SERVER_CRASHED;

        @Test
        void theNextMessagesOfAType() {
            var rule = crashes.in("probe").before(Probe.Add.class).next(2);
            assertThat(server.call(new Probe.All())).isEqualTo(Result.ok(List.of()));
            assertThat(addTimes(4)).containsExactly(CRASH, CRASH, 1, 2);
            assertThat(rule.injected()).isEqualTo(2);
            assertThat(crashes.injected()).isEqualTo(2);
            assertThat(log.inits).hasValue(3);
        }

        @Test
        void afterTheHandler() {
            crashes.in("probe").after(Probe.Add.class).next(1);
            assertThat(addTimes(2)).containsExactly(CRASH, 1);
        }

        @Test
        void everyNth() {
            crashes.in("probe").before(Probe.Add.class).every(3);
            assertThat(addTimes(7)).containsExactly(1, 2, CRASH, 1, 2, CRASH, 1);
        }

        @Test
        void byChanceAsTheSeedSays() {
            var rule = crashes.in("probe").before(Probe.class).oneIn(3, 42);
            var first = addTimes(30);
            rule.oneIn(3, 42);
            assertThat(crashed(addTimes(30))).isEqualTo(crashed(first)).contains(true, false);
            rule.oneIn(3, 43);
            assertThat(crashed(addTimes(30))).isNotEqualTo(crashed(first));
        }

        private static List<Boolean> crashed(List<Object> answers) {
            return answers.stream().map(CRASH::equals).toList();
        }

        @Test
        void untilItsEnd() {
            var rule = crashes.in("probe").before(Probe.Add.class).always();
            assertThat(addTimes(2)).containsExactly(CRASH, CRASH);
            rule.end();
            assertThat(add()).isEqualTo(1);
        }

        @Test
        void terminate(TestServers servers) {
            var rule = crashes.in("probe").terminate().next(1);
            server.cast(new Probe.Stop(ExitReason.normal())).orElseThrow();
            assertThat(add()).isEqualTo(1);
            assertThat(rule.injected()).isEqualTo(1);
            assertThat(log.exits).isEmpty();
        }

        @Test
        void noOtherServer(TestServers servers) {
            var other = servers.start(Probe.server("other"));
            crashes.in("probe").before(Probe.Add.class).always();
            assertThat(other.call(new Probe.Add("a"))).isEqualTo(Result.ok(1));
        }
    }

    @Test
    void anInitThatCrashesGivesTheTreeUp(TestServers servers) {
        crashes.in("late").init().next(1);
        assertThatThrownBy(() -> servers.start(Probe.server("late"))).hasMessageContaining("late");
    }

    @Test
    void theCrashSaysWhereItCameFrom() {
        crashes.in("probe").before(Probe.Add.class).next(1);
        assertThat(server.call(new Probe.Add("a")))
                .isInstanceOfSatisfying(
                        Result.Err.class,
                        err -> assertThat(err.error().report().replaceAll("\\s+", " "))
                                .contains("injected crash 1: before the handler of Add in server probe"));
    }

    @Test
    void reachesTheServersOfAFoundation(TestServers servers) {
        var inside = Probe.server("inside");
        var foundation = servers.start(Foundation.builder()
                .logger(new SilentLogger())
                .supervise(Supervisor.named("app").child(inside).build()));
        crashes.in("inside").before(Probe.Add.class).next(1);
        assertThat(foundation.ref(inside).call(new Probe.Add("a"))).isInstanceOf(Result.Err.class);
        assertThat(foundation.ref(inside).call(new Probe.Add("a"))).isEqualTo(Result.ok(1));
    }

    @Test
    void refusesNumbersBelowOne() {
        assertThatThrownBy(() -> crashes.in("probe").init().next(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("times must be >= 1, was 0");
    }
}
