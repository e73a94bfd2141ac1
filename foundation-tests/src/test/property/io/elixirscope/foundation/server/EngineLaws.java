package io.elixirscope.foundation.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.supervision.RestartStrategy;
import io.elixirscope.foundation.supervision.Shutdown;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.supervision.TaskSupervisor;
import io.elixirscope.foundation.testkit.DeterministicRun;
import io.elixirscope.foundation.testkit.Fork;
import io.elixirscope.foundation.time.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Each law is one test of a seeded run: it draws its own numbers from the run's chance.
final class EngineLaws {
    private static final Duration LONG = Duration.ofHours(1);

    private EngineLaws() {}

    /// A server that runs code of the law.
    sealed interface Lab {
        record Ask(int sender, int number, boolean crash) implements Lab, Call<Lab, Integer> {}

        record Tell(int sender, int number) implements Lab, Cast<Lab> {}

        record Promise(int number) implements Lab, Call<Lab, Integer> {}

        record Keep() implements Lab, Cast<Lab> {}

        record Rest(int number) implements Lab, Cast<Lab> {}

        record Do(Work work) implements Lab, Call<Lab, Result<?>> {}
    }

    /// Code of the law in a handler.
    interface Work {
        Result<?> in(ServerContext<Lab> context);
    }

    /// What a server saw. Touched by its handlers alone, which are never two at once: that is
    /// one of the laws.
    private static final class Seen {
        final Map<Integer, Integer> last = new TreeMap<>();
        final List<String> lines = new ArrayList<>();
        final List<ReplyTo<Integer>> promises = new ArrayList<>();
        int kept;
        int inits;
        int handled;
        int crashes;
        boolean inside;
        boolean alone = true;
        boolean ordered = true;

        void handle(DeterministicRun run, int sender, int number, boolean crash) {
            alone &= !inside;
            inside = true;
            run.pause();
            ordered &= number > last.getOrDefault(sender, 0);
            last.put(sender, number);
            inside = false;
            if (crash) {
                crashes++;
                throw new IllegalStateException("planned");
            }
            handled++;
        }
    }

    private static GenServerBuilder<Lab, Integer, Integer> lab(DeterministicRun run, String name, Seen seen) {
        return GenServer.named(name, Lab.class)
                .init(_ -> {
                    seen.inits++;
                    seen.lines.add("init " + name);
                    return Init.ready(0);
                })
                .terminate((_, _) -> seen.lines.add("terminate " + name))
                .onCall(Lab.Ask.class, (ask, state) -> {
                    seen.handle(run, ask.sender(), ask.number(), ask.crash());
                    return Reply.ok(ask.number(), state + 1);
                })
                .onCast(Lab.Tell.class, (tell, state) -> {
                    seen.handle(run, tell.sender(), tell.number(), false);
                    return Next.state(state + 1);
                })
                .onCall(Lab.Promise.class, (promise, state, context) -> {
                    seen.promises.add(context.replyTo(promise));
                    return Reply.later(state);
                })
                .onCast(Lab.Keep.class, (_, state) -> {
                    if (!seen.promises.isEmpty() && seen.promises.removeFirst().ok(7)) {
                        seen.kept++;
                    }
                    return Next.state(state);
                })
                .onCast(Lab.Rest.class, (rest, state) -> {
                    seen.handle(run, 1, rest.number(), false);
                    return Next.state(state).thenAfterIdle(Duration.ofMillis(10), new Lab.Tell(2, rest.number()));
                })
                .onCall(
                        Lab.Do.class,
                        (task, state, context) -> Reply.ok(task.work().in(context), state));
    }

    /// Queued, or on its callers' threads where it is idle.
    private static GenServer<Lab, Integer> eitherMode(
            DeterministicRun run, GenServerBuilder<Lab, Integer, Integer> server) {
        return run.random(2) == 0 ? server.build() : server.nonBlocking().build();
    }

    private static Supervisor.Builder root(GenServer<?, ?>... servers) {
        var root = Supervisor.named("root").intensity(1_000, LONG);
        for (var server : servers) {
            root.child(server);
        }
        return root;
    }

    static void order(DeterministicRun run) {
        var seen = new Seen();
        var server = eitherMode(run, lab(run, "lab", seen).mailbox(1 + run.random(4)));
        run.start(root(server).build());
        var ref = run.runtime().ref(server);
        List<Fork<Integer>> senders = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            int me = i;
            senders.add(run.fork("sender" + i, () -> send(run, ref, me)));
        }
        int accepted = senders.stream().mapToInt(Fork::join).sum();
        assertThat(ref.call(new Lab.Ask(0, 1, false), LONG)).isEqualTo(Result.ok(1));
        assertThat(seen.handled).isEqualTo(accepted + 1);
        assertThat(seen.alone).isTrue();
        assertThat(seen.ordered).isTrue();
    }

    private static int send(DeterministicRun run, ServerRef<Lab> ref, int me) {
        int accepted = 0;
        for (int number = 1; number <= 5; number++) {
            if (run.random(2) == 0) {
                assertThat(ref.call(new Lab.Ask(me, number, false), LONG)).isEqualTo(Result.ok(number));
                accepted++;
            } else if (ref.cast(new Lab.Tell(me, number)) instanceof Result.Ok) {
                accepted++;
            }
        }
        return accepted;
    }

    static void answers(DeterministicRun run) {
        var seen = new Seen();
        var server = eitherMode(run, lab(run, "lab", seen).mailbox(2));
        run.start(root(server).build());
        var ref = run.runtime().ref(server);
        List<Fork<Integer>> callers = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            int me = i;
            callers.add(run.fork("caller" + i, () -> crashNowAndThen(run, ref, me)));
        }
        int crashed = callers.stream().mapToInt(Fork::join).sum();
        assertThat(seen.crashes).isEqualTo(crashed);
        assertThat(seen.handled).isEqualTo(12 - crashed);
        assertThat(seen.alone).isTrue();
        assertThat(seen.ordered).isTrue();
    }

    private static int crashNowAndThen(DeterministicRun run, ServerRef<Lab> ref, int me) {
        int crashed = 0;
        for (int number = 1; number <= 4; number++) {
            boolean crash = run.random(3) == 0;
            crashed += crash ? 1 : 0;
            var answer = ref.call(new Lab.Ask(me, number, crash), LONG);
            if (crash) {
                assertThat(typeOf(answer)).isEqualTo(FoundationErrorType.SERVER_CRASHED);
            } else {
                assertThat(answer).isEqualTo(Result.ok(number));
            }
        }
        return crashed;
    }

    private static Object typeOf(Result<?> answer) {
        return answer instanceof Result.Err<?>(var error) ? error.type() : answer;
    }

    static void restart(DeterministicRun run) {
        var seen = new Seen();
        var server = eitherMode(run, lab(run, "lab", seen));
        run.start(root(server).build());
        var ref = run.runtime().ref(server);
        var first = run.fork("breaker", () -> ref.call(new Lab.Ask(1, 1, true), LONG));
        var casts = run.fork("teller", () -> {
            for (int number = 1; number <= 5; number++) {
                ref.cast(new Lab.Tell(2, number)).orElseThrow();
            }
            return ref.call(new Lab.Ask(2, 6, false), LONG);
        });
        var second = run.fork("breaker2", () -> ref.call(new Lab.Ask(3, 1, true), LONG));
        assertThat(typeOf(first.join())).isEqualTo(FoundationErrorType.SERVER_CRASHED);
        assertThat(typeOf(second.join())).isEqualTo(FoundationErrorType.SERVER_CRASHED);
        assertThat(casts.join()).isEqualTo(Result.ok(6));
        assertThat(seen.handled).isEqualTo(6);
        assertThat(ref.call(new Lab.Ask(4, 1, false), LONG)).isEqualTo(Result.ok(1));
        assertThat(seen.inits).isEqualTo(3);
        assertThat(seen.alone).isTrue();
    }

    static void group(DeterministicRun run) {
        var seen = new Seen();
        var strategy = RestartStrategy.values()[run.random(RestartStrategy.values().length)];
        var servers = List.of(
                lab(run, "a", seen).build(),
                lab(run, "b", seen).build(),
                lab(run, "c", seen).build());
        run.start(root(servers.toArray(GenServer[]::new)).strategy(strategy).build());
        seen.lines.clear();
        int victim = run.random(3);
        var breaker =
                run.fork("breaker", () -> run.runtime().ref(servers.get(victim)).call(ask(0, true), LONG));
        List<Fork<Result<Integer>>> callers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int me = i;
            callers.add(run.fork(
                    "caller" + i, () -> run.runtime().ref(servers.get(me)).call(ask(me + 1, false), LONG)));
        }
        assertThat(typeOf(breaker.join())).isEqualTo(FoundationErrorType.SERVER_CRASHED);
        callers.forEach(caller -> assertThat(caller.join()).isEqualTo(Result.ok(1)));
        // a call to each is answered once its group stands again
        servers.forEach(server ->
                assertThat(run.runtime().ref(server).call(ask(9, false), LONG)).isInstanceOf(Result.class));
        run.sleep(Duration.ofSeconds(1));
        assertThat(seen.lines).isEqualTo(expected(strategy, victim));
    }

    private static Lab.Ask ask(int sender, boolean crash) {
        return new Lab.Ask(sender, 1, crash);
    }

    /// Who ends, in reverse, and who begins again, in order.
    private static List<String> expected(RestartStrategy strategy, int victim) {
        List<String> names = List.of("a", "b", "c");
        List<String> together = switch (strategy) {
            case ONE_FOR_ONE -> names.subList(victim, victim + 1);
            case ONE_FOR_ALL -> names;
            case REST_FOR_ONE -> names.subList(victim, 3);
        };
        List<String> lines = new ArrayList<>();
        lines.add("terminate " + names.get(victim));
        together.reversed().stream()
                .filter(name -> !name.equals(names.get(victim)))
                .forEach(name -> lines.add("terminate " + name));
        together.forEach(name -> lines.add("init " + name));
        return lines;
    }

    static void abandoned(DeterministicRun run) {
        var seen = new Seen();
        var otherSeen = new Seen();
        var stubborn = lab(run, "stubborn", seen).build();
        var other = lab(run, "other", otherSeen).build();
        run.start(Supervisor.named("root")
                .strategy(RestartStrategy.ONE_FOR_ALL)
                .child(stubborn, child -> child.shutdown(Shutdown.within(Duration.ofMillis(1 + run.random(3)))))
                .child(other)
                .build());
        var ref = run.runtime().ref(stubborn);
        var otherRef = run.runtime().ref(other);
        var letGo = new Gate<String>(run.scheduler());
        var late = new Gate<List<Result<?>>>(run.scheduler());
        Work hold = context -> {
            letGo.await();
            var did = List.<Result<?>>of(
                    context.ref(other).cast(new Lab.Tell(7, 1)),
                    context.ref(other).call(new Lab.Ask(7, 2, false), LONG),
                    context.self().cast(new Lab.Tell(7, 3)));
            late.open(did);
            return Result.ok("too late");
        };
        var held = run.fork("holder", () -> ref.call(new Lab.Do(hold), LONG));
        var waiting = run.fork("waiting", () -> {
            run.sleep(Duration.ofNanos(run.random(100_000)));
            return ref.call(new Lab.Ask(1, 1, false), LONG);
        });
        run.sleep(Duration.ofMillis(1));
        assertThat(typeOf(otherRef.call(new Lab.Ask(2, 1, true), LONG))).isEqualTo(FoundationErrorType.SERVER_CRASHED);
        assertThat(typeOf(held.join())).isEqualTo(FoundationErrorType.SERVER_CRASHED);
        assertThat(waiting.join()).isEqualTo(Result.ok(1));
        letGo.open("go");
        assertThat(late.await())
                .allSatisfy(did -> assertThat(typeOf(did)).isEqualTo(FoundationErrorType.INCARNATION_FENCED));
        assertThat(otherRef.call(new Lab.Ask(3, 1, false), LONG)).isEqualTo(Result.ok(1));
        assertThat(otherSeen.last).doesNotContainKey(7);
        assertThat(seen.last).doesNotContainKey(7);
        assertThat(seen.inits).isEqualTo(2);
    }

    static void timers(DeterministicRun run) {
        var seen = new Seen();
        var server = eitherMode(run, lab(run, "lab", seen));
        run.start(root(server).build());
        var ref = run.runtime().ref(server);
        Work arm = context -> {
            for (int number = 1; number <= 4; number++) {
                context.sendAfter(new Lab.Tell(1, number), Duration.ofMillis(number * 10L));
            }
            context.sendEvery(new Lab.Tell(2, Integer.MAX_VALUE), Duration.ofDays(1));
            return Result.ok("armed");
        };
        ref.call(new Lab.Do(arm), LONG).orElseThrow();
        int fired = run.random(4);
        run.sleep(Duration.ofMillis(fired * 10L + 5));
        assertThat(seen.last.getOrDefault(1, 0)).isEqualTo(fired);
        assertThat(seen.ordered).isTrue();
        ref.call(new Lab.Ask(3, 1, true), LONG);
        run.sleep(Duration.ofDays(2));
        assertThat(seen.last.getOrDefault(1, 0)).isEqualTo(fired);
        assertThat(seen.last).doesNotContainKey(2);
        assertThat(seen.inits).isEqualTo(2);
    }

    static void deferred(DeterministicRun run) {
        var seen = new Seen();
        var server = lab(run, "lab", seen).build();
        run.start(root(server).build());
        var ref = run.runtime().ref(server);
        List<Fork<Result<Integer>>> callers = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            int me = i;
            callers.add(run.fork("caller" + i, () -> ref.call(new Lab.Promise(me), LONG)));
        }
        ref.cast(new Lab.Keep()).orElseThrow();
        ref.cast(new Lab.Keep()).orElseThrow();
        ref.call(ask(1, true), LONG);
        run.sleep(Duration.ofSeconds(1));
        ref.call(ask(2, true), LONG);
        List<Object> ends = new ArrayList<>();
        callers.forEach(caller -> ends.add(typeOf(caller.join())));
        assertThat(ends).isSubsetOf(Result.ok(7), FoundationErrorType.REPLY_NOT_GIVEN);
        assertThat(ends.stream().filter(Result.ok(7)::equals).count()).isEqualTo(seen.kept);
        assertThat(seen.promises)
                .allSatisfy(promise -> assertThat(promise.ok(8)).isFalse());
    }

    static void backoff(DeterministicRun run) {
        var seen = new Seen();
        var server = eitherMode(run, lab(run, "lab", seen));
        run.start(root(server)
                .backoff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .build());
        var ref = run.runtime().ref(server);
        for (int number = 1; number <= 3; number++) {
            int next = number;
            var breaker = run.fork("breaker", () -> ref.call(new Lab.Ask(1, next, true), LONG));
            var caller = run.fork("caller", () -> ref.call(new Lab.Ask(2, next, false), LONG));
            assertThat(typeOf(breaker.join())).isEqualTo(FoundationErrorType.SERVER_CRASHED);
            assertThat(caller.join()).isEqualTo(Result.ok(next));
        }
        assertThat(ref.call(new Lab.Ask(3, 1, false), LONG)).isEqualTo(Result.ok(1));
        assertThat(seen.inits).isEqualTo(4);
    }

    static void unavailable(DeterministicRun run) {
        var seen = new Seen();
        var server = eitherMode(run, lab(run, "lab", seen));
        run.start(root(server)
                .backoff(Duration.ofMillis(10), Duration.ofMillis(10))
                .build());
        var ref = run.runtime().ref(server);
        var breaker = run.fork("breaker", () -> ref.call(new Lab.Ask(1, 1, true), LONG));
        breaker.join();
        List<Fork<Result<Integer>>> callers = new ArrayList<>();
        for (int i = 2; i <= 5; i++) {
            int me = i;
            Duration limit = Duration.ofMillis(9 + run.random(3));
            callers.add(run.fork("caller" + i, () -> ref.call(new Lab.Ask(me, 1, false), limit)));
        }
        List<Result<Integer>> answers = callers.stream().map(Fork::join).toList();
        run.sleep(Duration.ofSeconds(1));
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) instanceof Result.Err<?>(var error)) {
                boolean away = error.type() == FoundationErrorType.SERVICE_UNAVAILABLE;
                assertThat(away || error.type() == FoundationErrorType.TIMEOUT).isTrue();
                assertThat(away && seen.last.containsKey(i + 2)).isFalse();
            }
        }
    }

    static void idle(DeterministicRun run) {
        var seen = new Seen();
        var server = lab(run, "lab", seen).build();
        run.start(root(server).build());
        var ref = run.runtime().ref(server);
        for (int number = 1; number <= 3; number++) {
            ref.cast(new Lab.Rest(number)).orElseThrow();
            run.sleep(Duration.ofMillis(6));
        }
        assertThat(seen.last).containsEntry(1, 3).doesNotContainKey(2);
        run.sleep(Duration.ofMillis(6));
        assertThat(seen.last).containsEntry(2, 3);
        run.sleep(Duration.ofDays(1));
        assertThat(seen.handled).isEqualTo(4);
    }

    static void cycle(DeterministicRun run) {
        var seen = new Seen();
        var a = lab(run, "a", seen).build();
        var b = lab(run, "b", new Seen()).build();
        run.start(root(a, b).build());
        Work toB = context -> context.ref(b).call(new Lab.Do(_ -> Result.ok("b")), Duration.ofSeconds(5));
        Work toA = context -> context.ref(a).call(new Lab.Do(_ -> Result.ok("a")), Duration.ofSeconds(5));
        var throughA = run.fork("throughA", () -> run.runtime().ref(a).call(new Lab.Do(toB), LONG));
        var throughB = run.fork("throughB", () -> run.runtime().ref(b).call(new Lab.Do(toA), LONG));
        var ends = List.of(throughA.join().orElseThrow(), throughB.join().orElseThrow());
        long refused = ends.stream().filter(EngineLaws::refused).count();
        // they wait for each other, or one was through before the other began
        assertThat(refused).isLessThanOrEqualTo(1);
        assertThat(ends.stream().filter(Result.Ok.class::isInstance).count()).isEqualTo(2 - refused);
    }

    static void awaitedTask(DeterministicRun run) {
        var tasks = TaskSupervisor.named("tasks").build(run.runtime());
        var a = lab(run, "a", new Seen()).build();
        run.start(root(a).child(tasks.childSpec()).build());
        Work nothing = _ -> Result.ok("nothing");
        List<Result<?>> asked = new ArrayList<>();
        Work awaits = _ -> tasks.async("ask", () -> {
                    asked.add(run.runtime().ref(a).call(new Lab.Do(nothing), Duration.ofHours(2)));
                    return Result.ok("asked");
                })
                .await(LONG);
        Result<?> awaited = run.runtime()
                .ref(a)
                .call(new Lab.Do(awaits), Duration.ofHours(3))
                .orElseThrow();
        run.runtime().ref(a).call(new Lab.Do(nothing), LONG).orElseThrow();
        run.sleep(Duration.ofSeconds(1));
        asked.add(awaited);
        assertThat(asked.stream().filter(EngineLaws::refused).count()).isOne();
        assertThat(asked).hasSize(2);
    }

    private static boolean refused(Result<?> end) {
        return end instanceof Result.Err<?>(var error) && error.type() == FoundationErrorType.CALL_CYCLE;
    }

    static void watch(DeterministicRun run) {
        var seen = new Seen();
        var watcher = lab(run, "watcher", seen).build();
        var watched = lab(run, "watched", new Seen()).build();
        run.start(root(watcher, watched).build());
        var breaker = run.fork("breaker", () -> run.runtime().ref(watched).call(new Lab.Ask(1, 1, true), LONG));
        Work watch = context -> {
            context.monitor(context.ref(watched), _ -> new Lab.Tell(5, seen.last.getOrDefault(5, 0) + 1));
            return Result.ok("watching");
        };
        run.runtime().ref(watcher).call(new Lab.Do(watch), LONG).orElseThrow();
        breaker.join();
        run.runtime().ref(watched).call(new Lab.Ask(2, 1, true), LONG);
        run.sleep(Duration.ofSeconds(1));
        assertThat(seen.last).containsEntry(5, 1);
    }
}
