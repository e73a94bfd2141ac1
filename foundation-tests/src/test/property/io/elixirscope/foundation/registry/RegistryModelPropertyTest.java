package io.elixirscope.foundation.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Lives;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.ServerRef;
import io.elixirscope.foundation.server.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers register, unregister, crash, stop, end by themselves and are fenced at random: a plain map says what must be
/// found.
@Timeout(120)
final class RegistryModelPropertyTest {
    private static final int SERVERS = 4;
    private static final int KEYS = 5;
    private static final int STEPS = 600;
    private static final int MOST = 6;

    private final Stage stage = Stage.system();
    private final ServerRegistry registry = new ServerRegistry(stage.runtime);
    private final UniqueNamespace<Integer, Probe> unique = registry.unique("unique", Integer.class, Probe.class, MOST);
    private final DuplicateNamespace<Integer, Probe> duplicate =
            registry.duplicate("duplicate", Integer.class, Probe.class, MOST);
    private final List<GenServer<Probe, List<String>>> servers = new ArrayList<>();
    private final List<Lives> lives = new ArrayList<>();
    /// What must be there.
    private final Map<Integer, Integer> owners = new HashMap<>();
    private final Map<Integer, List<Integer>> members = new LinkedHashMap<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void isWhatAPlainMapSays(long seed) {
        try (stage) {
            for (int i = 0; i < SERVERS; i++) {
                servers.add(Probe.server("s" + i));
                lives.add(new Lives(stage.runtime, servers.get(i)));
                lives.get(i).start();
            }
            var random = new SplittableRandom(seed);
            for (int step = 0; step < STEPS; step++) {
                int server = random.nextInt(SERVERS);
                int key = random.nextInt(KEYS);
                switch (random.nextInt(12)) {
                    case 0, 1, 2 -> register(server, key);
                    case 3, 4, 5 -> join(server, key);
                    case 6 -> unregister(server, key);
                    case 7 -> leave(server, key);
                    case 8 -> end(server, new Probe.CrashLater(new IllegalStateException("crash")));
                    case 9 -> end(server, new Probe.Stop(ExitReason.normal()));
                    case 10 -> stop(server);
                    default -> fence(server);
                }
                compare(seed, step);
            }
            lives.forEach(Lives::stop);
            assertThat(unique.count() + duplicate.count()).isZero();
        }
    }

    private ServerRef<Probe> ref(int server) {
        return stage.ref(servers.get(server));
    }

    private Object in(int server, Probe.Task task) {
        return ref(server).call(new Probe.Run(task)).orElseThrow();
    }

    private void register(int server, int key) {
        var result = (Result<?>) in(server, context -> unique.register(context, key));
        if (owners.size() == MOST) {
            assertThat(type(result)).contains(FoundationErrorType.RESOURCE_EXHAUSTED);
        } else if (owners.containsKey(key)) {
            assertThat(type(result)).contains(FoundationErrorType.KEY_TAKEN);
        } else {
            assertThat(type(result)).isEmpty();
            owners.put(key, server);
        }
    }

    private void join(int server, int key) {
        var result = (Result<?>) in(server, context -> duplicate.register(context, key));
        var all = members.computeIfAbsent(key, _ -> new ArrayList<>());
        if (members.values().stream().mapToInt(List::size).sum() == MOST) {
            assertThat(type(result)).contains(FoundationErrorType.RESOURCE_EXHAUSTED);
        } else if (all.contains(server)) {
            assertThat(type(result)).contains(FoundationErrorType.KEY_TAKEN);
        } else {
            assertThat(type(result)).isEmpty();
            all.add(server);
        }
    }

    private void unregister(int server, int key) {
        assertThat(in(server, context -> unique.unregister(context, key))).isEqualTo(owners.remove(key, server));
    }

    private void leave(int server, int key) {
        boolean was = members.getOrDefault(key, new ArrayList<>()).remove((Integer) server);
        assertThat(in(server, context -> duplicate.unregister(context, key))).isEqualTo(was);
    }

    private void end(int server, io.elixirscope.foundation.server.Cast<Probe> message) {
        ref(server).cast(message).orElseThrow();
        lives.get(server).awaitEnd();
        again(server);
    }

    private void stop(int server) {
        lives.get(server).stop();
        again(server);
    }

    private void fence(int server) {
        lives.get(server).fenceWhile(ref(server), () -> {}, () -> {});
        again(server);
    }

    private void again(int server) {
        owners.values().removeIf(owner -> owner == server);
        members.values().forEach(all -> all.remove((Integer) server));
        lives.get(server).start();
    }

    private void compare(long seed, int step) {
        for (int key = 0; key < KEYS; key++) {
            Optional<ServerRef<Probe>> owner =
                    Optional.ofNullable(owners.get(key)).map(this::ref);
            assertThat(unique.find(key))
                    .as("seed %s step %s key %s", seed, step, key)
                    .isEqualTo(owner);
            assertThat(duplicate.find(key).stream().map(Registered::server))
                    .as("seed %s step %s key %s", seed, step, key)
                    .containsExactlyElementsOf(members.getOrDefault(key, List.of()).stream()
                            .map(this::ref)
                            .toList());
        }
        assertThat(unique.count()).isEqualTo(owners.size());
        assertThat(unique.keys()).isEqualTo(owners.keySet());
        assertThat(duplicate.count())
                .isEqualTo(members.values().stream().mapToInt(List::size).sum());
    }

    private static Optional<FoundationErrorType> type(Result<?> result) {
        return result instanceof Result.Err<?>(var error)
                ? Optional.of((FoundationErrorType) error.type())
                : Optional.empty();
    }
}
