package io.elixirscope.foundation.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/// Measures rows, each in the way of its subjects.
final class Runs {
    private final JmhRuns jmh;
    private final LoopedRuns looped;

    Runs(Effort effort, Consumer<String> progress) {
        var repeats = Deadline.after(Duration.ofSeconds(effort.repeatSeconds()));
        jmh = new JmhRuns(effort, repeats, progress);
        looped = new LoopedRuns(effort, repeats, progress);
    }

    Row row(Work work) throws RunnerException, IOException {
        return switch (work.ours()) {
            case Subject.Jmh _ -> jmh.row(work);
            case Subject.Looped _ -> looped.row(work);
        };
    }
}
