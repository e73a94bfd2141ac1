package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tasks: their ends, waiting for them, their bound, their stop.
@Timeout(60)
final class TaskSupervisorIT {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final TaskSupervisor tasks =
            TaskSupervisor.named("tasks").maxTasks(3).build(stage.runtime);
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();

    @AfterEach
    void close() {
        go.countDown();
        stage.close();
    }

    private SupervisionTree start() {
        return stage.start(Supervisor.named("root").child(tasks.childSpec()).build());
    }

    private static FoundationError failure(Result<?> result) {
        return ((Result.Err<?>) result).error();
    }

    private ErrorContext context() {
        return ErrorContext.root("test", clock::nanos, () -> 42);
    }

    /// Waits until it is let go; an interrupt ends it.
    private Result<String> held() {
        began.countDown();
        try {
            go.await();
            return Result.ok("went");
        } catch (InterruptedException _) {
            interrupted.set(true);
            throw new IllegalStateException("interrupted");
        }
    }

    /// As [#held()], but an interrupt does not end it.
    private Result<String> stubborn() {
        began.countDown();
        while (true) {
            try {
                go.await();
                return Result.ok("late");
            } catch (InterruptedException _) {
                interrupted.set(true);
            }
        }
    }

    private Task<String> running(Supplier<Result<String>> work) throws InterruptedException {
        Task<String> task = tasks.async("work", work);
        began.await();
        return task;
    }

    @Nested
    class Ends {
        @Test
        void withTheValueItReturned() {
            start();
            assertThat(tasks.async("work", () -> Result.ok(7)).await()).isEqualTo(Result.ok(7));
            clock.settle();
            assertThat(tasks.counts()).isEqualTo(new TaskSupervisor.Counts(1, 1, 0, 0, 0, 0));
            assertThat(tasks.running()).isZero();
        }

        @Test
        void withTheErrorItReturnedRecordedOnce() {
            start();
            var heard = stage.listen("elixir_scope.error.occurred");
            var error = FoundationError.of(FoundationErrorType.INVALID_INPUT, "no");
            var result = tasks.async("work", () -> Result.err(error)).await();
            clock.settle();
            assertThat(failure(result).type()).isEqualTo(FoundationErrorType.INVALID_INPUT);
            assertThat(stage.runtime.errors().record(failure(result))).isFalse();
            assertThat(heard).hasSize(1);
            assertThat(tasks.counts().failed()).isOne();
        }

        @Test
        void withACrashThatHarmsNobodyElse() throws Exception {
            start();
            var heard = stage.listen("elixir_scope.task.completed");
            Task<String> other = running(TaskSupervisorIT.this::held);
            var thrown = new IllegalStateException("boom");
            var result = tasks.async("crash", () -> {
                        throw thrown;
                    })
                    .await();
            var error = failure(result);
            assertThat(error.type()).isEqualTo(FoundationErrorType.TASK_CRASHED);
            assertThat(error.operation().orElseThrow().breadcrumbs().getLast().operation())
                    .isEqualTo("task crash");
            clock.settle();
            assertThat(heard.take().attribute("outcome")).isEqualTo("exception");
            assertThat(stage.runtime.errors().recorded()).isOne();
            go.countDown();
            assertThat(other.await()).isEqualTo(Result.ok("went"));
        }

        @Test
        void withACrashIfItGivesNull() {
            start();
            assertThat(failure(tasks.<String>async("null", () -> null).await()).type())
                    .isEqualTo(FoundationErrorType.TASK_CRASHED);
        }

        @Test
        void byCancellationThatInterruptsItsThreadOnly() throws Exception {
            start();
            Task<String> task = running(TaskSupervisorIT.this::held);
            assertThat(task.cancel()).isTrue();
            assertThat(task.cancel()).isFalse();
            assertThat(failure(task.await()).type()).isEqualTo(FoundationErrorType.TASK_CANCELLED);
            clock.settle();
            assertThat(interrupted).isTrue();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(tasks.running()).isZero();
            assertThat(tasks.health().details().get("lateEnds").toString()).contains("1");
            assertThat(tasks.counts()).isEqualTo(new TaskSupervisor.Counts(1, 0, 0, 0, 1, 0));
            assertThat(stage.runtime.errors().recorded()).isZero();
        }

        @Test
        void inADegradedHealthWhileACancelledOneStillRuns() throws Exception {
            start();
            Task<String> task = running(TaskSupervisorIT.this::stubborn);
            task.cancel();
            assertThat(tasks.health().status()).isEqualTo(HealthStatus.HEALTHY);
            clock.advance(SECOND.multipliedBy(2));
            assertThat(tasks.health().status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(tasks.health().reasons().getFirst()).contains("work");
            go.countDown();
            clock.settle();
            assertThat(tasks.health().status()).isEqualTo(HealthStatus.HEALTHY);
        }

        @Test
        void allAtOnce() throws Exception {
            start();
            Task<String> task = running(TaskSupervisorIT.this::held);
            assertThat(tasks.cancelAll()).isEqualTo(Result.ok(1));
            assertThat(task.done()).isTrue();
        }
    }

    @Nested
    class Waiting {
        @Test
        void endsWithTheTimeGivenAndTheTaskGoesOn() throws Exception {
            start();
            Task<String> task = running(TaskSupervisorIT.this::held);
            var waiting = stage.async(() -> task.await(SECOND));
            clock.settle();
            clock.advance(SECOND);
            assertThat(failure(waiting.get()).type()).isEqualTo(FoundationErrorType.TIMEOUT);
            assertThat(task.poll()).isEmpty();
            go.countDown();
            assertThat(task.await()).isEqualTo(Result.ok("went"));
        }

        @Test
        void endsWithTheDeadlineOfTheContext() throws Exception {
            start();
            Task<String> task = running(TaskSupervisorIT.this::held);
            var waiting = stage.async(() -> context().withDeadline(SECOND).call(() -> task.await()));
            clock.settle();
            clock.advance(SECOND);
            assertThat(failure(waiting.get()).type()).isEqualTo(FoundationErrorType.TIMEOUT);
        }

        @Test
        void endsWithAnInterruptWhoseFlagIsKept() throws Exception {
            start();
            Task<String> task = running(TaskSupervisorIT.this::held);
            var waiting = stage.async(() -> {
                Thread.currentThread().interrupt();
                return failure(task.await()).type() + " " + Thread.interrupted();
            });
            assertThat(waiting.get()).isEqualTo("CALL_INTERRUPTED true");
        }

        @Test
        void forItselfIsRefused() throws Exception {
            start();
            var self = new CompletableFuture<Task<String>>();
            Task<String> task = tasks.async("self", () -> self.join().await());
            self.complete(task);
            assertThat(failure(task.await()).type()).isEqualTo(FoundationErrorType.CALL_CYCLE);
        }

        @Test
        void mayAskAgain() throws Exception {
            start();
            Task<String> task = running(TaskSupervisorIT.this::held);
            assertThat(task.poll(Duration.ZERO)).isEmpty();
            go.countDown();
            assertThat(task.poll(SECOND)).contains(Result.ok("went"));
            assertThat(task.poll()).contains(Result.ok("went"));
            assertThatThrownBy(() -> task.await(SECOND.negated())).hasMessage("timeout must be >= 0, was PT-1S");
        }
    }

    @Nested
    class Context {
        @Test
        void isThatOfWhoStartedIt() {
            start();
            var context = context().withDeadline(SECOND).with("user", "u1");
            var inside = context.call(() -> tasks.async(
                            "work", () -> Result.ok(ErrorContext.current().orElseThrow())))
                    .await()
                    .orElseThrow();
            assertThat(inside.correlationId()).isEqualTo(context.correlationId());
            assertThat(inside.deadlineNanos()).isEqualTo(context.deadlineNanos());
            assertThat(inside.metadata()).isEqualTo(context.metadata());
            assertThat(inside.operationId()).isEqualTo(42);
        }
    }

    @Nested
    class Bound {
        @Test
        void refusesWhatIsBeyondItAndTellsOfIt() throws Exception {
            start();
            var heard = stage.listen("elixir_scope.task.refused");
            for (int i = 0; i < 3; i++) {
                assertThat(tasks.run("work", TaskSupervisorIT.this::held)).isInstanceOf(Result.Ok.class);
            }
            assertThat(tasks.health().status()).isEqualTo(HealthStatus.DEGRADED);
            Result<Task<Done>> fourth = tasks.run("fourth", TaskSupervisorIT.this::held);
            assertThat(failure(fourth).type()).isEqualTo(FoundationErrorType.RESOURCE_EXHAUSTED);
            var asked = tasks.async("fifth", TaskSupervisorIT.this::held);
            assertThat(failure(asked.await()).type()).isEqualTo(FoundationErrorType.RESOURCE_EXHAUSTED);
            clock.settle();
            clock.advance(SECOND);
            assertThat(tasks.counts().refused()).isEqualTo(2);
            long told = heard.stream().mapToLong(emission -> emission.value()).sum();
            assertThat(told).isEqualTo(2);
            go.countDown();
            clock.settle();
            assertThat(tasks.run("sixth", () -> {})).isInstanceOf(Result.Ok.class);
        }

        @Test
        void refusesBeforeTheStartAndAfterTheStop() {
            assertThat(failure(tasks.run("early", () -> {})).type()).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
            var tree = start();
            assertThat(tasks.available()).isTrue();
            tree.stop();
            assertThat(failure(tasks.run("late", () -> {})).type()).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThat(tasks.counts().started()).isZero();
        }

        @Test
        void isAPositiveNumberAndAnOperationHasAName() {
            assertThatThrownBy(() -> TaskSupervisor.named("x").maxTasks(0)).hasMessage("maxTasks must be >= 1, was 0");
            assertThatThrownBy(() -> tasks.run("", () -> {})).hasMessageContaining("1-128 characters");
        }
    }

    @Nested
    class Stop {
        @Test
        void waitsForTheTasks() throws Exception {
            var tree = start();
            Task<String> task = running(TaskSupervisorIT.this::held);
            var stopping = stage.async(() -> {
                tree.stop();
                return task.poll();
            });
            clock.settle();
            clock.advance(SECOND);
            assertThat(stopping).isNotDone();
            go.countDown();
            assertThat(stopping.get()).contains(Result.ok("went"));
            assertThat(interrupted).isFalse();
        }

        @Test
        void interruptsThemWhenTheirTimeIsOver() throws Exception {
            var tree = start();
            Task<String> task = running(TaskSupervisorIT.this::held);
            var stopping = stage.async(() -> {
                tree.stop();
                return Done.DONE;
            });
            clock.settle();
            clock.advance(SECOND.multipliedBy(5));
            stopping.get();
            assertThat(failure(task.await()).type()).isEqualTo(FoundationErrorType.TASK_CANCELLED);
            clock.settle();
            assertThat(interrupted).isTrue();
            assertThat(tasks.running()).isZero();
        }

        @Test
        void abandonsThoseThatDoNotEndAndShowsThem() throws Exception {
            var heard = stage.listen("elixir_scope.task.abandoned");
            var tree = start();
            running(TaskSupervisorIT.this::stubborn);
            var stopping = stage.async(() -> {
                tree.stop();
                return Done.DONE;
            });
            clock.settle();
            clock.advance(SECOND.multipliedBy(7));
            stopping.get();
            assertThat(heard.take().attribute("operation")).isEqualTo("work");
            clock.advance(SECOND);
            assertThat(tasks.health().status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(tasks.health().details().keySet()).contains("lingering.0.work");
            assertThat(tree.abandoned()).isZero();
            go.countDown();
            clock.settle();
            assertThat(tasks.running()).isZero();
            assertThat(tasks.health().status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }
}
