package io.elixirscope.foundation.server;

import static io.elixirscope.foundation.server.CallIT.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Servers that would wait for each other.
@Timeout(60)
@InEveryMode
final class CycleIT {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Stage stage = Stage.system();

    @AfterEach
    void close() {
        stage.close();
    }

    private List<Server<Probe, List<String>>> servers(int number) {
        List<GenServer<Probe, List<String>>> definitions = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            definitions.add(Probe.server("s" + i));
        }
        stage.start(definitions.toArray(GenServer<?, ?>[]::new));
        return definitions.stream().map(stage::ref).toList();
    }

    @Test
    void aCallToOneselfIsRefusedAtOnce() {
        var server = servers(1).getFirst();
        Object inner = server.call(new Probe.Run(_ -> server.call(new Probe.All(), LONG)), LONG)
                .orElseThrow();
        var error = errorOf((Result<?>) inner);
        assertThat(error.type()).isEqualTo(FoundationErrorType.CALL_CYCLE);
        assertThat(error.message()).contains("s0 → s0");
    }

    @Test
    void aCycleOfAnyLengthIsRefusedWithTheNamesInOrder() {
        for (int length = 2; length <= 5; length++) {
            try (var own = Stage.system()) {
                List<GenServer<Probe, List<String>>> ring = new ArrayList<>();
                for (int i = 0; i < length; i++) {
                    ring.add(Probe.server("s" + i));
                }
                own.start(ring.toArray(GenServer<?, ?>[]::new));
                Object found = own.ref(ring.getFirst())
                        .call(new Probe.Run(_ -> around(own, ring, 1)), LONG)
                        .orElseThrow();
                assertThat(found.toString())
                        .contains("s" + (length - 1) + " → s0")
                        .contains("s0 → s1");
            }
        }
    }

    /// Calls the next server of the ring, from the last the first.
    private static Object around(Stage stage, List<GenServer<Probe, List<String>>> ring, int next) {
        Result<?> result = next == ring.size()
                ? stage.ref(ring.getFirst()).call(new Probe.All(), LONG)
                : stage.ref(ring.get(next)).call(new Probe.Run(_ -> around(stage, ring, next + 1)), LONG);
        return result instanceof Result.Ok<?>(var value)
                ? value
                : errorOf(result).message();
    }

    @Test
    void twoThatCallEachOtherAtOnceAreNotBothLeftWaiting() throws Exception {
        var servers = servers(2);
        int refused = 0;
        for (int round = 0; round < 200; round++) {
            var barrier = new CyclicBarrier(2);
            List<CompletableFuture<Result<Object>>> both = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                var from = servers.get(i);
                var to = servers.get(1 - i);
                both.add(stage.async(() -> from.call(
                        new Probe.Run(_ -> {
                            barrier.await();
                            return to.call(new Probe.All(), LONG);
                        }),
                        LONG)));
            }
            int refusedNow = 0;
            for (var one : both) {
                refusedNow += one.get().orElseThrow() instanceof Result.Err<?> ? 1 : 0;
            }
            assertThat(refusedNow).isBetween(1, 2);
            refused += refusedNow;
        }
        assertThat(refused).isBetween(200, 400);
    }

    @Test
    void callsWithoutACycleAreNeverRefused() throws Exception {
        var servers = servers(4);
        List<CompletableFuture<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int seed = i;
            callers.add(stage.async(() -> {
                var random = new java.util.SplittableRandom(seed);
                int failed = 0;
                for (int round = 0; round < 300; round++) {
                    int from = random.nextInt(3);
                    int to = from + 1 + random.nextInt(3 - from);
                    Object inner = servers.get(from)
                            .call(new Probe.Run(_ -> servers.get(to).call(new Probe.All(), LONG)), LONG)
                            .orElseThrow();
                    failed += inner instanceof Result.Ok<?> ? 0 : 1;
                }
                return failed;
            }));
        }
        for (var caller : callers) {
            assertThat(caller.get()).isZero();
        }
    }
}
