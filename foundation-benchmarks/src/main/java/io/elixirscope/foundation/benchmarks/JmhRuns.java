package io.elixirscope.foundation.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/// Measures rows by JMH, in JVMs of their own.
final class JmhRuns {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Effort effort;
    private final Consumer<String> progress;
    private final Deadline repeats;

    JmhRuns(Effort effort, Deadline repeats, Consumer<String> progress) {
        this.effort = effort;
        this.repeats = repeats;
        this.progress = progress;
    }

    /// Measures all subjects of a row one after the other, and while there is time once more the one whose error is
    /// too large.
    Row row(Work work) throws RunnerException {
        Map<Subject, Measurement> measured = new LinkedHashMap<>();
        for (Subject subject : work.subjects()) {
            String benchmark = ((Subject.Jmh) subject).benchmark();
            var first = measure(benchmark);
            var settled = first.stable() || repeats.passed() ? first : steadier(first, measure(benchmark));
            measured.put(subject, settled);
            progress.accept("%s: %s %.1f ns".formatted(work.name(), subject.name(), settled.typical()));
        }
        return new Row(work, measured);
    }

    private static Measurement steadier(Measurement one, Measurement other) {
        return one.errorNanos() / one.typical() <= other.errorNanos() / other.typical() ? one : other;
    }

    private Measurement measure(String benchmark) throws RunnerException {
        var options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmark) + "$")
                .forks(effort.forks())
                .warmupIterations(effort.warmups())
                .warmupTime(TimeValue.milliseconds(effort.warmupIterationMillis()))
                .measurementIterations(effort.batches())
                .measurementTime(TimeValue.milliseconds(effort.batchMillis()))
                .addProfiler(GCProfiler.class)
                .jvmArgs("-Xmx512m", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        return measurement(new Runner(options).runSingle());
    }

    /// The statistics of a run are over single operations or over batches, as the benchmark's mode is; those of an
    /// iteration are over single operations or over the one batch that it is.
    private static Measurement measurement(RunResult run) {
        Result<?> time = run.getPrimaryResult();
        Statistics all = time.getStatistics();
        var spread = new Measurement.Spread(
                all.getPercentile(50),
                all.getPercentile(95),
                all.getPercentile(99),
                all.getPercentile(99.9),
                all.getMax());
        double[] batches = run.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(batch -> batch.getPrimaryResult().getStatistics().getPercentile(50))
                .toArray();
        var bytes = run.getSecondaryResults().get(ALLOCATED);
        return new Measurement(
                time.getScore(),
                spread,
                Measurement.errorOfMedian(batches),
                bytes == null ? Double.NaN : bytes.getScore(),
                Measurement.Crowd.ONE);
    }
}
