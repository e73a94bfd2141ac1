package io.elixirscope.foundation.benchmarks;

import io.elixirscope.foundation.error.ErrorContext;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Running a body inside a context that exists; the body gives a constant.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ContextBenchmark {
    private static final ScopedValue<Object> SCOPED = ScopedValue.newInstance();
    private static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();

    private final ErrorContext context = ErrorContext.root("outer", System::nanoTime, System::nanoTime);
    private final ErrorContext inner = context.child("inner");
    private final Object bound = new Object();
    private Object given = new Object();
    private final Supplier<Object> body = () -> given;
    private final ScopedValue.CallableOp<Object, RuntimeException> operation = () -> given;
    private final Supplier<Object> nestedBody = () -> inner.call(body);
    private final ScopedValue.CallableOp<Object, RuntimeException> nestedOperation =
            () -> ScopedValue.where(SCOPED, given).call(operation);

    /// `ErrorContext.call`.
    ///
    /// @return what the body gave
    @Benchmark
    public Object ours() {
        return context.call(body);
    }

    /// `ErrorContext.call` inside another one: both together.
    ///
    /// @return what the body gave
    @Benchmark
    public Object oursNested() {
        return context.call(nestedBody);
    }

    /// A scoped value, bound and nothing else.
    ///
    /// @return what the body gave
    @Benchmark
    public Object limit() {
        return ScopedValue.where(SCOPED, bound).call(operation);
    }

    /// Two scoped values, one inside the other.
    ///
    /// @return what the body gave
    @Benchmark
    public Object limitNested() {
        return ScopedValue.where(SCOPED, bound).call(nestedOperation);
    }

    /// A thread-local, set and restored.
    ///
    /// @return what the body gave
    @Benchmark
    public Object threadLocal() {
        var outer = LOCAL.get();
        LOCAL.set(bound);
        try {
            return body.get();
        } finally {
            LOCAL.set(outer);
        }
    }
}
