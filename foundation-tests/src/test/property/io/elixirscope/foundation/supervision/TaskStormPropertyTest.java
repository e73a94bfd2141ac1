package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many tasks that return, refuse, crash, hang and are cancelled, from several threads: each ends exactly once, the
/// counts balance, no thread is left.
@Timeout(120)
final class TaskStormPropertyTest {
    private static final int STARTERS = 4;
    private static final int TASKS = 500;

    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    private Result<Integer> work(int kind) {
        begun.incrementAndGet();
        return switch (kind) {
            case 0 -> Result.err(FoundationError.of(FoundationErrorType.INVALID_INPUT, "storm"));
            case 1 -> throw new IllegalStateException("storm");
            case 2 -> hang();
            default -> Result.ok(kind);
        };
    }

    private Result<Integer> hang() {
        try {
            never.await();
            return Result.ok(0);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Result.ok(-1);
        }
    }

    private List<Task<Integer>> start(TaskSupervisor tasks, long seed) {
        var random = new SplittableRandom(seed);
        List<Task<Integer>> mine = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            int kind = random.nextInt(6);
            Task<Integer> task = tasks.async("storm", () -> work(kind));
            mine.add(task);
            if (kind == 2 || random.nextInt(8) == 0) {
                task.cancel();
            }
        }
        return mine;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyTaskEndsOnceAndTheCountsBalance(long seed) throws Exception {
        var tasks = new ArrayList<Task<Integer>>();
        TaskSupervisor supervisor;
        try (var stage = Stage.system()) {
            supervisor = TaskSupervisor.named("tasks").maxTasks(200).build(stage.runtime);
            var completed = stage.listen("elixir_scope.task.completed");
            var tree = stage.start(
                    Supervisor.named("storm").child(supervisor.childSpec()).build());
            List<CompletableFuture<List<Task<Integer>>>> starters = new ArrayList<>();
            for (int i = 0; i < STARTERS; i++) {
                long own = seed * STARTERS + i;
                starters.add(stage.async(() -> start(supervisor, own)));
            }
            for (var starter : starters) {
                tasks.addAll(starter.get());
            }
            for (Task<Integer> task : tasks) {
                assertThat(task.await(Duration.ofSeconds(60)))
                        .isSameAs(task.poll().orElseThrow());
            }
            tree.stop();
            assertThat(completed).hasSize(Math.toIntExact(supervisor.counts().started()));
        }
        TaskSupervisor.Counts counts = supervisor.counts();
        assertThat(counts.started() + counts.refused()).isEqualTo((long) STARTERS * TASKS);
        assertThat(counts.ended()).isEqualTo(counts.started());
        assertThat(counts.succeeded()).isEqualTo(count(tasks, null));
        assertThat(counts.failed()).isEqualTo(count(tasks, FoundationErrorType.INVALID_INPUT));
        assertThat(counts.crashed()).isEqualTo(count(tasks, FoundationErrorType.TASK_CRASHED));
        assertThat(counts.cancelled()).isEqualTo(count(tasks, FoundationErrorType.TASK_CANCELLED));
        assertThat(counts.refused()).isEqualTo(count(tasks, FoundationErrorType.RESOURCE_EXHAUSTED));
        assertThat(supervisor.running()).isZero();
        assertThat((long) begun.get()).isLessThanOrEqualTo(counts.started());
    }

    /// How many ended with an error of that type; null: with a value.
    private static long count(List<Task<Integer>> tasks, FoundationErrorType type) {
        return tasks.stream()
                .map(task -> task.poll().orElseThrow())
                .filter(result -> result instanceof Result.Err<?>(var error) ? error.type() == type : type == null)
                .count();
    }
}
