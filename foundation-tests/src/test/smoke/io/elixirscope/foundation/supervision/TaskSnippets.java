package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Result;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// The examples of tasks; `TaskSnippetsSmokeTest` runs them.
final class TaskSnippets {
    private TaskSnippets() {}

    // @start region="tasks"
    static Result<Integer> cheapest(TaskSupervisor tasks, Function<String, Result<Integer>> shop) {
        Task<Integer> first = tasks.async("price", () -> shop.apply("here"));
        Task<Integer> second = tasks.async("price", () -> shop.apply("there"));
        return first.await(Duration.ofSeconds(1))
                .flatMap(here -> second.await(Duration.ofSeconds(1)).map(there -> Math.min(here, there)));
    }

    static int sum(TaskSupervisor tasks, List<String> shops, Function<String, Result<Integer>> price) {
        int sum = 0;
        try (var prices = tasks.stream("price", shops, 8, StreamOrder.UNORDERED, price)) {
            while (prices.hasNext()) {
                sum += prices.next().result().orElse(0);
            }
        }
        return sum;
    }
    // @end region="tasks"
}
