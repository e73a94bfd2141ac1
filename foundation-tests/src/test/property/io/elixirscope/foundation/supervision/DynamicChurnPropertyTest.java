package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.GenServerBuilder;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.ServerRef;
import io.elixirscope.foundation.testkit.Deterministic;
import io.elixirscope.foundation.testkit.DeterministicRun;
import io.elixirscope.foundation.testkit.Fork;
import io.elixirscope.foundation.testkit.LongRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Children of dynamic supervisors come, crash and go under seeds. Who was stopped does not come back, and after the
/// tree's stop no thread is left, which the end of each run looks at.
final class DynamicChurnPropertyTest {
    private static final int SEEDS = 1_000;
    private static final int MANY_SEEDS = 20_000;
    private static final int PLACES = 3;
    private static final int TIMES = 4;

    sealed interface Fragile {
        record Crash() implements Fragile, Cast<Fragile> {}
    }

    /// What became of one server: each has a definition of its own, as names are used again.
    private static final class Life {
        final GenServer<Fragile, Integer> server;
        /// Touched by its code alone; read when it is over.
        int inits;

        /// What it had when its stop was answered; -1 before.
        int initsAtStop = -1;

        Life(DeterministicRun run, String name) {
            GenServerBuilder<Fragile, Integer, Integer> builder = GenServer.named(name, Fragile.class)
                    .init(_ -> {
                        inits++;
                        run.pause();
                        return Init.ready(0);
                    })
                    .onCast(Fragile.Crash.class, (_, _) -> {
                        throw new IllegalStateException("planned");
                    });
            server =
                    run.random(2) == 0 ? builder.build() : builder.nonBlocking().build();
        }
    }

    static Stream<Named<Deterministic.Body>> laws() {
        return Stream.of(
                Named.of("who was stopped does not come back", run -> comeAndGo(run, 0, false)),
                Named.of("nor whose restart waits", run -> comeAndGo(run, 1 + run.random(100_000), false)),
                Named.of("the tree's stop finds all of them", run -> comeAndGo(run, 0, true)));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void holds(Deterministic.Body law) {
        Deterministic.explore(SEEDS, law);
    }

    @LongRun
    @ParameterizedTest
    @MethodSource("laws")
    void holdsUnderThousandsOfSeeds(Deterministic.Body law) {
        Deterministic.explore(MANY_SEEDS, law);
    }

    private static void comeAndGo(DeterministicRun run, int backoffNanos, boolean stopEarly) {
        var backoff = Duration.ofNanos(backoffNanos);
        var builder = DynamicSupervisor.named("dynamic").intensity(1_000_000, Duration.ofDays(1));
        var dynamic = (backoff.isZero() ? builder : builder.backoff(backoff, backoff)).build();
        var tree = run.start(Supervisor.named("root").child(dynamic).build());
        var children = tree.children(dynamic);
        List<Life> lives = new ArrayList<>();
        List<Fork<Boolean>> churners = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            String name = "place-" + i;
            churners.add(run.fork("churn " + name, () -> churn(run, children, name, lives)));
        }
        if (stopEarly) {
            run.sleep(Duration.ofNanos(run.random(500_000)));
            tree.stop();
        }
        churners.forEach(Fork::join);
        run.sleep(Duration.ofSeconds(1));
        for (var life : lives) {
            if (life.initsAtStop >= 0) {
                assertThat(life.inits)
                        .as("starts, its last one before its stop")
                        .isEqualTo(life.initsAtStop);
            }
        }
    }

    private static boolean churn(DeterministicRun run, DynamicChildren children, String name, List<Life> lives) {
        for (int time = 0; time < TIMES; time++) {
            var life = new Life(run, name);
            lives.add(life);
            if (!went(children.start(ChildSpec.of(life.server)
                    .restart(RestartType.values()[run.random(3)])
                    .shutdown(Shutdown.within(Duration.ofMillis(1 + run.random(10))))))) {
                return false;
            }
            ServerRef<Fragile> ref = run.runtime().ref(life.server);
            for (int crashes = run.random(3); crashes > 0; crashes--) {
                Result<Done> _ = ref.cast(new Fragile.Crash());
                run.sleep(Duration.ofNanos(run.random(2) * run.random(100_000)));
            }
            if (!went(children.stop(name))) {
                return false;
            }
            life.initsAtStop = life.inits;
        }
        return true;
    }

    /// A child that is not restarted may have ended by itself; a tree that has stopped does nothing.
    private static boolean went(Result<Done> outcome) {
        if (outcome instanceof Result.Err<Done>(var error)) {
            assertThat(error.type()).isIn(FoundationErrorType.DATA_NOT_FOUND, FoundationErrorType.SERVICE_UNAVAILABLE);
            return error.type() == FoundationErrorType.DATA_NOT_FOUND;
        }
        return true;
    }
}
