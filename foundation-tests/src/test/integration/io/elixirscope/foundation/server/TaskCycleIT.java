package io.elixirscope.foundation.server;

import static io.elixirscope.foundation.server.CallIT.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.supervision.ChildSpec;
import io.elixirscope.foundation.supervision.StreamOrder;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.supervision.SupervisorChildren;
import io.elixirscope.foundation.supervision.Task;
import io.elixirscope.foundation.supervision.TaskStream;
import io.elixirscope.foundation.supervision.TaskSupervisor;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Waits for tasks, in the search for cycles and in handlers that may not block.
@Timeout(60)
final class TaskCycleIT {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Stage stage = Stage.system();
    private final TaskSupervisor tasks = TaskSupervisor.named("tasks").build(stage.runtime);

    @AfterEach
    void close() {
        stage.close();
    }

    private static GenServer<Probe, List<String>> queued(String name) {
        return Probe.queued(name, new Probe.Log()).build();
    }

    private SupervisorChildren start(GenServer<?, ?>... servers) {
        Supervisor.Builder root = Supervisor.named("root").child(tasks.childSpec());
        for (GenServer<?, ?> server : servers) {
            root.child(server);
        }
        Supervisor supervisor = root.build();
        return stage.start(supervisor).children(supervisor);
    }

    private Object inHandler(GenServer<Probe, List<String>> server, Probe.Task code) {
        return stage.ref(server).call(new Probe.Run(code), LONG).orElseThrow();
    }

    /// Calls the server, whatever it answers.
    private Result<List<String>> asks(GenServer<Probe, List<String>> server) {
        return stage.ref(server).call(new Probe.All(), LONG);
    }

    /// Waits until the code waits.
    private static void awaitWaiting(Waiter code) {
        while (code.waiting() == null) {
            Thread.onSpinWait();
        }
    }

    private Waiter code(GenServer<?, ?> server) {
        return Objects.requireNonNull(((ServerCell<?, ?>) stage.ref(server)).incarnation());
    }

    /// Calls the server, and first says by which task.
    private Result<List<String>> asks(GenServer<Probe, List<String>> server, CompletableFuture<ServerRuntime.Work> by) {
        by.complete(Frame.mine().work);
        return asks(server);
    }

    private static boolean refusedAsCycle(Result<?> result) {
        return result instanceof Result.Err<?>(var error) && error.type() == FoundationErrorType.CALL_CYCLE;
    }

    private static void refusedAsCycle(Object result, String names) {
        assertThat(refusedAsCycle((Result<?>) result)).as(result.toString()).isTrue();
        assertThat(errorOf((Result<?>) result).message()).endsWith(": " + names);
    }

    @Nested
    class Cycles {
        private final GenServer<Probe, List<String>> a = queued("a");
        private final GenServer<Probe, List<String>> b = queued("b");

        @Test
        void aTaskThatCallsTheServerThatAwaitsItIsRefused() {
            start(a);
            Object awaited = inHandler(
                    a,
                    _ -> tasks.async("ask", () -> {
                                awaitWaiting(code(a));
                                return asks(a);
                            })
                            .await(LONG));
            refusedAsCycle(awaited, "task ask → a → task ask");
        }

        @Test
        void aServerThatAwaitsATaskThatCallsItIsRefused() {
            start(a);
            var task = new CompletableFuture<Task<List<String>>>();
            Object awaited = inHandler(a, _ -> {
                var by = new CompletableFuture<ServerRuntime.Work>();
                task.complete(tasks.async("ask", () -> asks(a, by)));
                awaitWaiting(by.join());
                return task.join().await(LONG);
            });
            refusedAsCycle(awaited, "a → task ask → a");
            assertThat(task.join().await(LONG)).isEqualTo(Result.ok(List.of()));
        }

        @Test
        void soIsOneThatWaitsToSeeWhetherItHasEnded() {
            start(a);
            Object polled = inHandler(
                    a,
                    _ -> tasks.async("ask", () -> {
                                awaitWaiting(code(a));
                                return asks(a);
                            })
                            .poll(LONG)
                            .orElseThrow());
            refusedAsCycle(polled, "task ask → a → task ask");
        }

        @Test
        void theNamesOfAllBetweenAreInOrder() {
            start(a, b);
            Object awaited = inHandler(
                    a,
                    _ -> tasks.async(
                                    "outer",
                                    () -> tasks.async("inner", () -> {
                                                Object last = inHandler(b, _ -> {
                                                    awaitWaiting(code(a));
                                                    return asks(a);
                                                });
                                                return Result.ok(last);
                                            })
                                            .await(LONG))
                            .await(LONG)
                            .orElseThrow());
            refusedAsCycle(awaited, "b → a → task outer → task inner → b");
        }

        @Test
        void tasksThatAwaitEachOtherOrThemselvesAreRefused() {
            start();
            var first = new CompletableFuture<Task<String>>();
            var second = new CompletableFuture<Task<String>>();
            first.complete(tasks.async("first", () -> second.join().await(LONG)));
            second.complete(tasks.async("second", () -> first.join().await(LONG)));
            assertThat(refusedAsCycle(first.join().await(LONG))).isTrue();
            var self = new CompletableFuture<Task<String>>();
            self.complete(tasks.async("self", () -> self.join().await(LONG)));
            refusedAsCycle(self.join().await(LONG), "task self → task self");
        }

        @Test
        void aTaskThatNobodyAwaitsMayCall() {
            start(a);
            var task = new CompletableFuture<Task<List<String>>>();
            inHandler(a, _ -> {
                var by = new CompletableFuture<ServerRuntime.Work>();
                task.complete(tasks.async("ask", () -> asks(a, by)));
                awaitWaiting(by.join());
                return "not awaited";
            });
            assertThat(task.join().await(LONG)).isEqualTo(Result.ok(List.of()));
        }

        @ParameterizedTest
        @EnumSource
        void aStreamWhoseTasksAllCallItsTakerGoesOn(StreamOrder order) {
            start(a);
            var items = Stream.of(1, 2, 3, 4, 5).toList();
            Object results = inHandler(a, _ -> {
                try (TaskStream<Integer, List<String>> stream = tasks.stream("ask", items, 3, order, _ -> asks(a))) {
                    return stream.toList();
                }
            });
            var all = (List<?>) results;
            assertThat(all).hasSize(5);
            assertThat(all.stream().map(item -> ((TaskStream.Item<?, ?>) item).result()))
                    .anyMatch(TaskCycleIT::refusedAsCycle);
        }

        @Test
        void aStreamOfWhichOneTaskGoesOnWaitsForThatOne() {
            start(a);
            Object first = inHandler(a, _ -> {
                var by = new CompletableFuture<ServerRuntime.Work>();
                try (TaskStream<Integer, List<String>> stream =
                        tasks.stream("ask", List.of(1, 2), 2, StreamOrder.UNORDERED, item -> {
                            if (item == 1) {
                                return asks(a, by);
                            }
                            awaitWaiting(by.join());
                            awaitWaiting(code(a));
                            return Result.ok(List.of("other"));
                        })) {
                    return stream.next();
                }
            });
            assertThat(first).isEqualTo(new TaskStream.Item<>(2, Result.ok(List.of("other"))));
        }
    }

    @Nested
    class NonBlocking {
        private final GenServer<Probe, List<String>> callers =
                Probe.queued("n", new Probe.Log()).nonBlocking().build();
        private final Probe.Log log = new Probe.Log();

        private void refused(Object result) {
            assertThat(errorOf((Result<?>) result).type()).isEqualTo(FoundationErrorType.BLOCKING_CALL_REFUSED);
            assertThat(errorOf((Result<?>) result).message()).contains("server n");
        }

        @Test
        void noWaitForATaskEvenForOneThatHasEnded() {
            start(callers);
            Task<String> ended = tasks.async("work", () -> Result.ok("done"));
            ended.await(LONG).orElseThrow();
            refused(inHandler(callers, _ -> ended.await()));
            refused(inHandler(callers, _ -> ended.poll(LONG).orElseThrow()));
            assertThat(inHandler(callers, _ -> ended.poll().orElseThrow())).isEqualTo(Result.ok("done"));
        }

        @Test
        void noStreamIsTakenFromAndNoTaskOfItStarts() {
            start(callers);
            Object all = inHandler(
                    callers,
                    _ -> tasks.stream("work", List.of(1, 2), 2, StreamOrder.ORDERED, Result::ok)
                            .toList());
            assertThat((List<?>) all).hasSize(2).allSatisfy(item -> refused(((TaskStream.Item<?, ?>) item).result()));
            assertThat(tasks.counts().started()).isZero();
        }

        @Test
        void noChangeOfChildren() {
            SupervisorChildren children = start(callers);
            ChildSpec other = ChildSpec.of(Probe.server("other", log));
            refused(inHandler(callers, _ -> children.start(other)));
            refused(inHandler(callers, _ -> children.stop("tasks")));
            assertThat(log.inits).hasValue(0);
            assertThat(tasks.available()).isTrue();
        }
    }
}
