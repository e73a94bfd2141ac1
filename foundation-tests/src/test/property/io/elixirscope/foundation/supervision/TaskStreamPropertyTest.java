package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Streams of tasks: every item gives one result, in order where order was asked for, and the bound holds.
@Timeout(120)
final class TaskStreamPropertyTest {
    private final Stage stage = Stage.system();
    private final TaskSupervisor tasks = TaskSupervisor.named("tasks").build(stage.runtime);
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @BeforeEach
    void start() {
        stage.start(Supervisor.named("root").child(tasks.childSpec()).build());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private Result<Integer> work(int item, int spin) {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            for (int i = 0; i < spin; i++) {
                Thread.yield();
            }
            if (item % 7 == 3) {
                throw new IllegalStateException("item " + item);
            }
            return Result.ok(item * 2);
        } finally {
            now.decrementAndGet();
        }
    }

    @ParameterizedTest
    @EnumSource(StreamOrder.class)
    void everyItemGivesOneResultWithinTheBound(StreamOrder order) {
        for (long seed = 1; seed <= 20; seed++) {
            var random = new SplittableRandom(seed);
            int size = random.nextInt(60);
            int bound = 1 + random.nextInt(8);
            List<Integer> items = IntStream.range(0, size).boxed().toList();
            int[] spins = random.ints(size, 0, 200).toArray();
            most.set(0);
            List<Integer> seen = new ArrayList<>();
            try (var stream = tasks.stream("item", items, bound, order, item -> work(item, spins[item]))) {
                for (var each : stream.toList()) {
                    seen.add(each.item());
                    switch (each.result()) {
                        case Result.Ok<Integer>(var value) -> assertThat(value).isEqualTo(each.item() * 2);
                        case Result.Err<Integer>(var error) -> {
                            assertThat(error.type()).isEqualTo(FoundationErrorType.TASK_CRASHED);
                            assertThat(each.item() % 7).isEqualTo(3);
                        }
                    }
                }
            }
            assertThat(most.get()).as("seed %d", seed).isLessThanOrEqualTo(bound);
            if (order == StreamOrder.ORDERED) {
                assertThat(seen).as("seed %d", seed).isEqualTo(items);
            } else {
                assertThat(seen).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(items);
            }
        }
    }

    @Test
    void givesWhatEndsFirstUnlessOrdered() {
        var go = new CountDownLatch(1);
        try (var stream = tasks.stream("item", List.of(1, 2), 2, StreamOrder.UNORDERED, item -> {
            if (item == 1) {
                awaitUninterrupted(go);
            }
            return Result.ok(item);
        })) {
            assertThat(stream.next().item()).isEqualTo(2);
            go.countDown();
            assertThat(stream.next().item()).isEqualTo(1);
            assertThat(stream.hasNext()).isFalse();
        }
    }

    @Test
    void takesEndlessItemsAndCancelsTheRestWhenItIsClosed() {
        var stream =
                tasks.stream("item", Stream.iterate(1, item -> item + 1)::iterator, 3, StreamOrder.ORDERED, Result::ok);
        assertThat(stream.next().result()).isEqualTo(Result.ok(1));
        assertThat(stream.next().result()).isEqualTo(Result.ok(2));
        stream.close();
        assertThat(stream.hasNext()).isFalse();
        assertThat(tasks.counts().started()).isLessThanOrEqualTo(5);
    }

    @Test
    void givesTheDeadlineForAllThatIsLeft() {
        var never = new CountDownLatch(1);
        var context = ErrorContext.root(
                        "test", stage.runtime.scheduler().clock()::nanos, stage.runtime.scheduler()::random)
                .withDeadline(Duration.ofMillis(20));
        var results = context.call(() -> tasks.stream("item", List.of(1, 2, 3, 4), 2, StreamOrder.ORDERED, item -> {
                    awaitUninterrupted(never);
                    return Result.ok(item);
                })
                .toList());
        assertThat(results)
                .hasSize(4)
                .allMatch(each -> each.result() instanceof Result.Err<?>(var error)
                        && error.type() == FoundationErrorType.TIMEOUT);
        assertThat(tasks.counts().started()).isEqualTo(2);
        assertThat(tasks.counts().cancelled()).isEqualTo(2);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
