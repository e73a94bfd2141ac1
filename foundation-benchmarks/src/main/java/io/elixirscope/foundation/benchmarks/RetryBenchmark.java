package io.elixirscope.foundation.benchmarks;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.retry.Retry;
import io.elixirscope.foundation.retry.RetryOperation;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.Timers;
import io.github.resilience4j.retry.RetryConfig;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A call that succeeds at once, through what would repeat it if it failed.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RetryBenchmark {
    private final Result<String> success = Result.ok("done");
    private final Supplier<Result<String>> body = () -> success;
    private final CheckedSupplier<Result<String>> checkedBody = () -> success;
    private final LongAdder calls = new LongAdder();
    private final FailsafeExecutor<Object> failsafe =
            Failsafe.with(RetryPolicy.builder().withMaxRetries(4).build());
    private final io.github.resilience4j.retry.Retry resilience4j = io.github.resilience4j.retry.Retry.of(
            "charge", RetryConfig.custom().maxAttempts(5).build());
    private Timers timers;
    private RetryOperation ours;
    private Retry retry;

    /// Makes our own operation, with its budget.
    @Setup
    public void open() {
        var scheduler = Scheduler.system();
        timers = new Timers(scheduler, "timers");
        var telemetry = new Telemetry(scheduler, timers);
        retry = new Retry(scheduler, telemetry, new Errors(telemetry));
        ours = retry.operation("charge");
    }

    /// Ends the timers' thread.
    @TearDown
    public void close() {
        timers.close();
    }

    /// `RetryOperation.run`, with a budget.
    ///
    /// @return the success
    @Benchmark
    public Object ours() {
        return ours.run(body);
    }

    /// `Retry.run`, which looks the operation up.
    ///
    /// @return the success
    @Benchmark
    public Object oursByName() {
        return retry.run("charge", body);
    }

    /// The call itself and a striped counter.
    ///
    /// @return the success
    @Benchmark
    public Object limit() {
        calls.increment();
        return body.get();
    }

    /// Failsafe's retry policy.
    ///
    /// @return the success
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    public Object failsafe() {
        return failsafe.get(checkedBody);
    }

    /// Resilience4j's retry.
    ///
    /// @return the success
    @Benchmark
    public Object resilience4j() {
        return resilience4j.executeSupplier(body);
    }
}
