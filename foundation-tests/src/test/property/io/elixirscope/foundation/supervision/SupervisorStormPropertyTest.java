package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random trees whose children crash, and are started, stopped, restarted and deleted by several threads, with and
/// without waits: when all is quiet, exactly those run that a model says.
///
/// A child belongs to one of the threads, so each answer is determined: the model knows of a child that it is absent,
/// stopped or running, and nothing else. In a group a restart starts stopped children too, as in OTP, so there the
/// threads do not stop children without deleting them; supervisors below are children one for one only, as a restart
/// brings their definitions back.
@Timeout(120)
final class SupervisorStormPropertyTest {
    private static final int THREADS = 3;
    private static final int DEEDS = 60;

    private enum Fate {
        ABSENT,
        STOPPED,
        RUNNING
    }

    /// One child and the thread that deals with it.
    private static final class Pawn {
        final Supervisor parent;
        final GenServer<Probe, List<String>> server;
        final RestartType type;
        Fate fate = Fate.RUNNING;

        Pawn(Supervisor parent, GenServer<Probe, List<String>> server, RestartType type) {
            this.parent = parent;
            this.server = server;
            this.type = type;
        }

        ChildSpec spec() {
            return ChildSpec.of(server).restart(type);
        }
    }

    private final ManualClock clock = new ManualClock();
    private final List<List<Pawn>> pawns = new ArrayList<>();
    private final Map<Supervisor, List<Pawn>> byParent = new LinkedHashMap<>();
    private int names;

    private Supervisor random(SplittableRandom random, int depth) {
        String name = "sup-" + names++;
        var builder = Supervisor.named(name)
                .strategy(
                        depth > 0
                                ? RestartStrategy.ONE_FOR_ONE
                                : RestartStrategy.values()[random.nextInt(RestartStrategy.values().length)])
                .intensity(1_000_000, Duration.ofDays(1));
        if (random.nextBoolean()) {
            builder.backoff(Duration.ofMillis(1 + random.nextInt(50)), Duration.ofSeconds(1));
        }
        List<GenServer<Probe, List<String>>> servers = new ArrayList<>();
        List<RestartType> types = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            var server = Probe.server("srv-" + names++);
            var type = random.nextBoolean() ? RestartType.PERMANENT : RestartType.TRANSIENT;
            servers.add(server);
            types.add(type);
            builder.child(server, child -> child.restart(type));
            if (depth > 0 && random.nextInt(2) == 0) {
                builder.child(random(random, depth - 1));
            }
        }
        var supervisor = builder.build();
        for (int i = 0; i < THREADS; i++) {
            var pawn = new Pawn(supervisor, servers.get(i), types.get(i));
            pawns.get(i).add(pawn);
            byParent.computeIfAbsent(supervisor, _ -> new ArrayList<>()).add(pawn);
        }
        return supervisor;
    }

    private static String outcome(Result<Done> result) {
        return result instanceof Result.Err<Done>(var error) ? error.type().toString() : "ok";
    }

    private static String expected(boolean allowed, Fate fate, FoundationErrorType otherwise) {
        if (allowed) {
            return "ok";
        }
        return (fate == Fate.ABSENT ? FoundationErrorType.DATA_NOT_FOUND : otherwise).toString();
    }

    private void deal(Stage stage, SupervisorChildren children, Pawn pawn, int deed) {
        boolean alone = pawn.parent.strategy() == RestartStrategy.ONE_FOR_ONE;
        String id = pawn.server.name();
        switch (deed) {
            case 0, 1 -> {
                Result<Done> _ = stage.ref(pawn.server).cast(new Probe.CrashLater(new IllegalStateException("storm")));
            }
            case 2 -> {
                boolean allowed = pawn.fate == Fate.ABSENT;
                assertThat(outcome(children.start(pawn.spec())))
                        .as("start " + id)
                        .isEqualTo(allowed ? "ok" : FoundationErrorType.INVALID_INPUT.toString());
                pawn.fate = allowed ? Fate.RUNNING : pawn.fate;
            }
            case 3 -> {
                if (alone || pawn.fate == Fate.ABSENT) {
                    boolean allowed = pawn.fate != Fate.ABSENT;
                    assertThat(outcome(children.stop(id)))
                            .as("stop " + id)
                            .isEqualTo(expected(allowed, pawn.fate, FoundationErrorType.INTERNAL_ERROR));
                    pawn.fate = allowed ? Fate.STOPPED : pawn.fate;
                }
            }
            case 4 -> {
                boolean allowed = pawn.fate == Fate.STOPPED;
                assertThat(outcome(children.restart(id)))
                        .as("restart " + id)
                        .isEqualTo(expected(allowed, pawn.fate, FoundationErrorType.CHILD_NOT_STOPPED));
                pawn.fate = allowed ? Fate.RUNNING : pawn.fate;
            }
            default -> delete(children, pawn, alone);
        }
    }

    private static void delete(SupervisorChildren children, Pawn pawn, boolean alone) {
        String id = pawn.server.name();
        if (!alone && pawn.fate == Fate.RUNNING) {
            children.stop(id).orElseThrow();
            // the group may have restarted in between, and the child with it
            pawn.fate = outcome(children.delete(id)).equals("ok") ? Fate.ABSENT : awake(children, id);
            return;
        }
        boolean allowed = pawn.fate == Fate.STOPPED;
        assertThat(outcome(children.delete(id)))
                .as("delete " + id)
                .isEqualTo(expected(allowed, pawn.fate, FoundationErrorType.CHILD_NOT_STOPPED));
        pawn.fate = allowed ? Fate.ABSENT : pawn.fate;
    }

    private static Fate awake(SupervisorChildren children, String id) {
        assertThat(children.children()).extracting(ChildStatus::id).contains(id);
        return Fate.RUNNING;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void thoseRunThatTheModelSays(long seed) throws Exception {
        for (int i = 0; i < THREADS; i++) {
            pawns.add(new ArrayList<>());
        }
        var root = random(new SplittableRandom(seed), 2);
        try (var stage = new Stage(clock.scheduler())) {
            var tree = stage.start(root);
            List<CompletableFuture<Boolean>> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                var mine = pawns.get(i);
                var random = new SplittableRandom(seed * 31 + i);
                threads.add(stage.async(() -> {
                    for (int deed = 0; deed < DEEDS; deed++) {
                        var pawn = mine.get(random.nextInt(mine.size()));
                        deal(stage, tree.children(pawn.parent), pawn, random.nextInt(6));
                    }
                    return true;
                }));
            }
            while (threads.stream().anyMatch(thread -> !thread.isDone())) {
                clock.advance(Duration.ofMillis(20));
            }
            for (var thread : threads) {
                assertThat(thread.get()).as("seed " + seed).isTrue();
            }
            clock.advance(Duration.ofMinutes(5));
            assertThat(states(tree.status())).as("seed " + seed).isEqualTo(model());
        }
    }

    private Map<String, String> model() {
        Map<String, String> model = new TreeMap<>();
        byParent.forEach((parent, children) -> {
            model.put(parent.name(), "RUNNING");
            children.stream()
                    .filter(pawn -> pawn.fate != Fate.ABSENT)
                    .forEach(pawn -> model.put(pawn.server.name(), pawn.fate.name()));
        });
        return model;
    }

    private static Map<String, String> states(ChildStatus status) {
        Map<String, String> states = new TreeMap<>();
        states.put(status.id(), status.state().name());
        status.children().forEach(child -> states.putAll(states(child)));
        return states;
    }
}
