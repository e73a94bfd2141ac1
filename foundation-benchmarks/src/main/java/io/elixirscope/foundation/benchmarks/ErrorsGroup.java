package io.elixirscope.foundation.benchmarks;

import java.util.List;
import java.util.Optional;

/// The rows about errors and recovery.
final class ErrorsGroup {
    static final String NAME = "errors";

    private ErrorsGroup() {}

    static List<Work> works() {
        return List.of(
                new Work(
                        NAME,
                        "result 20 frames",
                        Subject.of(ResultBenchmark.class, "ours"),
                        limit(ResultBenchmark.class, "limit"),
                        List.of(
                                Subject.of(ResultBenchmark.class, "record"),
                                Subject.of(ResultBenchmark.class, "exceptionWithoutStack"),
                                Subject.of(ResultBenchmark.class, "exception"),
                                Subject.of(ResultBenchmark.class, "vavrTry")),
                        new Target.TimesLimit(1.5)),
                new Work(
                        NAME,
                        "error create",
                        Subject.of(ErrorCreateBenchmark.class, "ours"),
                        limit(ErrorCreateBenchmark.class, "limit"),
                        List.of(
                                Subject.of(ErrorCreateBenchmark.class, "exceptionWithoutStack"),
                                Subject.of(ErrorCreateBenchmark.class, "exception")),
                        new Target.Nanos(100)),
                new Work(
                        NAME,
                        "context run",
                        Subject.of(ContextBenchmark.class, "ours"),
                        limit(ContextBenchmark.class, "limit"),
                        List.of(Subject.of(ContextBenchmark.class, "threadLocal")),
                        new Target.TimesLimit(2.5)),
                new Work(
                        NAME,
                        "context run nested",
                        Subject.of("ours", ContextBenchmark.class, "oursNested"),
                        limit(ContextBenchmark.class, "limitNested"),
                        List.of(),
                        new Target.TimesLimit(2.5)),
                new Work(
                        NAME,
                        "retry success",
                        Subject.of(RetryBenchmark.class, "ours"),
                        limit(RetryBenchmark.class, "limit"),
                        List.of(
                                Subject.of(RetryBenchmark.class, "oursByName"),
                                Subject.of(RetryBenchmark.class, "resilience4j"),
                                Subject.of(RetryBenchmark.class, "failsafe")),
                        new Target.Nanos(15)),
                new Work(
                        NAME,
                        "report render",
                        Subject.of(ReportBenchmark.class, "ours"),
                        Optional.empty(),
                        List.of(Subject.of(ReportBenchmark.class, "stackTrace")),
                        new Target.Nanos(50_000)));
    }

    private static Optional<Subject> limit(Class<?> benchmarks, String method) {
        return Optional.of(Subject.of("limit", benchmarks, method));
    }
}
