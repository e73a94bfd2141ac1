package io.elixirscope.foundation.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// What the clock itself costs on this machine: the floor under every other figure.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BaselineBenchmark {

    /// One reading of the monotonic clock.
    ///
    /// @return the reading in nanoseconds
    @Benchmark
    public long nanoTime() {
        return System.nanoTime();
    }
}
