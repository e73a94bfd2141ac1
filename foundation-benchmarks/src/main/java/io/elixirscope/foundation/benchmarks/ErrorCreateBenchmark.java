package io.elixirscope.foundation.benchmarks;

import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Making one error with a message.
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ErrorCreateBenchmark {
    private String message = "no order of this number";
    private long number = 1;

    private record Plain(
            long id,
            ErrorType type,
            String message,
            Map<String, String> context,
            List<Plain> causes,
            Object attached) {}

    /// A `FoundationError`: no stack, no clock, an id of its own.
    ///
    /// @return the error
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public Object ours() {
        return FoundationError.of(FoundationErrorType.INVALID_INPUT, message);
    }

    /// The allocation of a record of as many fields.
    ///
    /// @return the record
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public Object limit() {
        return new Plain(number++, FoundationErrorType.INVALID_INPUT, message, Map.of(), List.of(), message);
    }

    /// An exception with its stack.
    ///
    /// @return the exception
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    public Object exception() {
        return new IllegalStateException(message);
    }

    /// An exception that captures no stack.
    ///
    /// @return the exception
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public Object exceptionWithoutStack() {
        return new ResultBenchmark.Stackless();
    }
}
