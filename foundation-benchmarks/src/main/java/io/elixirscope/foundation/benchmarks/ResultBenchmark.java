package io.elixirscope.foundation.benchmarks;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.vavr.control.Try;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A failure on its way up through 20 frames, none of which is inlined: made at the bottom, looked at in each frame.
///
/// The error value itself exists before, so that the row measures the way and not the making; the exception with a
/// stack is made at the bottom, as it has to be.
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResultBenchmark {
    private static final int FRAMES = 20;
    private static final FoundationError ERROR = FoundationError.of(FoundationErrorType.INVALID_INPUT);
    private static final Stackless STACKLESS = new Stackless();
    private static final String FAILED = "failed";

    private final Ours ours = new Ours();
    private final Plain plain = new Plain();
    private final ByHand byHand = new ByHand();
    private final Thrown thrown = new Thrown();
    private final Vavr vavr = new Vavr();

    /// An exception that captures no stack.
    static final class Stackless extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stackless() {
            super("failed", null, false, false);
        }
    }

    private static final class Ours {
        @CompilerControl(CompilerControl.Mode.DONT_INLINE)
        Result<Long> frame(int depth) {
            if (depth == 0) {
                return Result.err(ERROR);
            }
            return switch (frame(depth - 1)) {
                case Result.Ok<Long>(var value) -> Result.ok(value + 1);
                case Result.Err<Long> failure -> failure;
            };
        }
    }

    /// A null for a success, a constant for a failure.
    private static final class Plain {
        @CompilerControl(CompilerControl.Mode.DONT_INLINE)
        @Nullable
        String frame(int depth) {
            if (depth == 0) {
                return FAILED;
            }
            String problem = frame(depth - 1);
            return problem == null ? null : problem;
        }
    }

    private static final class ByHand {
        private record Outcome(
                @Nullable Long value, @Nullable FoundationError error) {}

        @CompilerControl(CompilerControl.Mode.DONT_INLINE)
        Outcome frame(int depth) {
            if (depth == 0) {
                return new Outcome(null, ERROR);
            }
            var outcome = frame(depth - 1);
            return outcome.error != null ? outcome : new Outcome(outcome.value + 1, null);
        }
    }

    private static final class Thrown {
        @CompilerControl(CompilerControl.Mode.DONT_INLINE)
        long stackless(int depth) {
            if (depth == 0) {
                throw STACKLESS;
            }
            return stackless(depth - 1) + 1;
        }

        @CompilerControl(CompilerControl.Mode.DONT_INLINE)
        long withStack(int depth) {
            if (depth == 0) {
                throw new IllegalStateException(FAILED);
            }
            return withStack(depth - 1) + 1;
        }
    }

    private static final class Vavr {
        @CompilerControl(CompilerControl.Mode.DONT_INLINE)
        Try<Long> frame(int depth) {
            return depth == 0 ? Try.failure(STACKLESS) : frame(depth - 1).map(value -> value + 1);
        }
    }

    /// A `Result.Err`, taken apart by a `switch` in each frame.
    ///
    /// @return the failure
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public Object ours() {
        return ours.frame(FRAMES);
    }

    /// A constant, compared in each frame.
    ///
    /// @return the failure
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public @Nullable Object limit() {
        return plain.frame(FRAMES);
    }

    /// A record of value and error, made by hand.
    ///
    /// @return the failure
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public Object record() {
        return byHand.frame(FRAMES);
    }

    /// An exception made once, without a stack.
    ///
    /// @return the failure
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    public Object exceptionWithoutStack() {
        try {
            return thrown.stackless(FRAMES);
        } catch (Stackless failure) {
            return failure;
        }
    }

    /// An exception with its stack.
    ///
    /// @return the failure
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    public Object exception() {
        try {
            return thrown.withStack(FRAMES);
        } catch (IllegalStateException failure) {
            return failure;
        }
    }

    /// A `Try.Failure` of Vavr, mapped in each frame.
    ///
    /// @return the failure
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public Object vavrTry() {
        return vavr.frame(FRAMES);
    }
}
