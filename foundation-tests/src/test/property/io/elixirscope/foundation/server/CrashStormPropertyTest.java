package io.elixirscope.foundation.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.supervision.RestartStrategy;
import io.elixirscope.foundation.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Servers that crash all the time under load: every call gets exactly one answer, each crash costs its own caller
/// only.
@Timeout(120)
@InEveryMode
final class CrashStormPropertyTest {
    private static final int CALLERS = 8;
    private static final int CALLS = 400;

    sealed interface Storm {
        record Work(boolean crash) implements Storm, Call<Storm, Integer> {}
    }

    private final AtomicInteger handled = new AtomicInteger();
    private final AtomicInteger crashed = new AtomicInteger();

    private GenServer<Storm, Integer> server(String name) {
        return Mode.declare(GenServer.named(name, Storm.class)
                        .init(_ -> Init.ready(0))
                        .onCall(Storm.Work.class, (work, state) -> {
                            if (work.crash()) {
                                crashed.incrementAndGet();
                                throw new IllegalStateException("storm");
                            }
                            handled.incrementAndGet();
                            return Reply.ok(state + 1, state + 1);
                        }))
                .build();
    }

    @ParameterizedTest
    @EnumSource(RestartStrategy.class)
    void everyCallIsAnsweredOnce(RestartStrategy strategy) throws Exception {
        var servers = List.of(server("a"), server("b"), server("c"));
        var builder = Supervisor.named("storm").strategy(strategy).intensity(1_000_000, Duration.ofDays(1));
        servers.forEach(builder::child);
        Map<FoundationErrorType, Integer> errors = new EnumMap<>(FoundationErrorType.class);
        int ok = 0;
        try (var stage = Stage.system()) {
            var tree = stage.start(builder.build());
            List<CompletableFuture<List<Result<Integer>>>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                var random = new SplittableRandom(31L * i + strategy.ordinal());
                callers.add(stage.async(() -> call(stage, servers, random)));
            }
            for (var caller : callers) {
                for (var answer : caller.get()) {
                    switch (answer) {
                        case Result.Ok<Integer> _ -> ok++;
                        case Result.Err<Integer>(var error) -> errors.merge(typeOf(error.type()), 1, Integer::sum);
                    }
                }
            }
            assertThat(tree.ended()).isEmpty();
            assertThat(tree.restarts()).isGreaterThanOrEqualTo(crashed.get() - servers.size());
        }
        assertThat(ok).isEqualTo(handled.get()).isPositive();
        assertThat(errors).containsExactly(Map.entry(FoundationErrorType.SERVER_CRASHED, crashed.get()));
        assertThat(ok + crashed.get()).isEqualTo(CALLERS * CALLS);
    }

    private static FoundationErrorType typeOf(ErrorType type) {
        return (FoundationErrorType) type;
    }

    private static List<Result<Integer>> call(
            Stage stage, List<GenServer<Storm, Integer>> servers, SplittableRandom random) {
        List<Result<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            var server = stage.ref(servers.get(random.nextInt(servers.size())));
            answers.add(server.call(new Storm.Work(random.nextInt(10) == 0), Duration.ofMinutes(1)));
        }
        return answers;
    }
}
