package io.elixirscope.foundation.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.testkit.Deterministic;
import io.elixirscope.foundation.testkit.LongRun;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The laws of the engine under hundreds of interleavings, each of which can be run again by its
/// seed.
final class InterleavingPropertyTest {
    private static final int SEEDS = 300;
    private static final int REPEATED_SEEDS = 50;
    private static final int MANY_SEEDS = 5_000;

    static Stream<Named<Deterministic.Body>> laws() {
        return Stream.of(
                Named.of("messages of one sender are handled once, in order, one at a time", EngineLaws::order),
                Named.of("every call is answered once, whatever crashes", EngineLaws::answers),
                Named.of("what waits outlives the incarnation", EngineLaws::restart),
                Named.of("a group restarts as a group", EngineLaws::group),
                Named.of("an abandoned incarnation does nothing any more", EngineLaws::abandoned),
                Named.of("timers fire in order and die with their incarnation", EngineLaws::timers),
                Named.of("a promise is kept once or known as broken", EngineLaws::deferred),
                Named.of("a delayed restart loses nothing that waits", EngineLaws::backoff),
                Named.of("what a server that was away refuses was not handled", EngineLaws::unavailable),
                Named.of("an idle time-out comes after silence alone", EngineLaws::idle),
                Named.of("one of those that wait for each other is refused", EngineLaws::cycle),
                Named.of("a server and the task it awaits do not wait for each other", EngineLaws::awaitedTask),
                Named.of("whoever watches hears of the end once", EngineLaws::watch));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void holds(Deterministic.Body law) {
        Deterministic.explore(SEEDS, law);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void repeats(Deterministic.Body law) {
        for (long seed = 1; seed <= REPEATED_SEEDS; seed++) {
            assertThat(Deterministic.replay(seed, law)).isEqualTo(Deterministic.replay(seed, law));
        }
    }

    @LongRun
    @ParameterizedTest
    @MethodSource("laws")
    void holdsUnderThousandsOfSeeds(Deterministic.Body law) {
        Deterministic.explore(MANY_SEEDS, law);
    }
}
