package io.elixirscope.foundation.benchmarks;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// An error as text for people: one with context, breadcrumbs and two causes, one of them an exception.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReportBenchmark {
    private final RuntimeException exception =
            new IllegalStateException("the drawer is stuck", new IllegalArgumentException("no such coin"));
    private final FoundationError error = error(exception);

    private static FoundationError error(RuntimeException exception) {
        var context = ErrorContext.root("order", System::nanoTime, System::nanoTime)
                .with("customer", "c-17")
                .with("order", 4711);
        for (int step = 1; step <= 8; step++) {
            context.breadcrumb("step " + step + " of the order");
        }
        return FoundationError.of(FoundationErrorType.SERVICE_UNAVAILABLE, "billing is not available")
                .with("attempts", 5)
                .with("gateway", "https://gateway.example/charges")
                .causedBy(FoundationError.of(FoundationErrorType.SERVER_CRASHED, "billing crashed"))
                .causedBy(exception)
                .in(context);
    }

    /// `FoundationError.report()`.
    ///
    /// @return the text
    @Benchmark
    public String ours() {
        return error.report();
    }

    /// The stack trace of an exception with one cause.
    ///
    /// @return the text
    @Benchmark
    public String stackTrace() {
        var text = new StringWriter();
        exception.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
