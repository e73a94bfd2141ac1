package io.elixirscope.foundation.documents;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.error.Severity;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.supervision.AutoShutdown;
import io.elixirscope.foundation.supervision.ChildSpec;
import io.elixirscope.foundation.supervision.RestartStrategy;
import io.elixirscope.foundation.supervision.RestartType;
import io.elixirscope.foundation.supervision.Shutdown;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.supervision.SupervisorChildren;
import io.elixirscope.foundation.supervision.TreeEnd;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// The examples of docs/guides/supervision.md.
final class SupervisionGuide {
    private SupervisionGuide() {}

    // @start region="server"
    sealed interface Counter {
        record Next() implements Counter, Call<Counter, Integer> {}

        record Break(RuntimeException how) implements Counter, Call<Counter, Integer> {}

        record Finish() implements Counter, Call<Counter, Integer> {}
    }

    static GenServer<Counter, Integer> counter(String name) {
        return GenServer.named(name, Counter.class)
                .init(context -> Init.ready(0))
                .onCall(Counter.Next.class, (next, count) -> Reply.ok(count + 1, count + 1))
                .onCall(Counter.Break.class, (how, count) -> {
                    throw how.how();
                })
                .onCall(
                        Counter.Finish.class,
                        (finish, count) ->
                                Reply.<Integer, Integer>ok(count, count).thenStop(ExitReason.normal()))
                .build();
    }
    // @end region="server"

    // @start region="first"
    static List<Result<Integer>> countOverACrash() {
        var visits = counter("visits");
        var shop = Supervisor.named("shop").child(visits).build();
        try (var foundation = Foundation.builder().supervise(shop).start().orElseThrow()) {
            var server = foundation.ref(visits);
            return List.of(
                    server.call(new Counter.Next()),
                    server.call(new Counter.Break(new IllegalStateException("bug"))),
                    server.call(new Counter.Next()));
        }
    }
    // @end region="first"

    // @start region="together"
    static Supervisor pipeline() {
        return Supervisor.named("pipeline")
                .strategy(RestartStrategy.REST_FOR_ONE)
                .child(counter("source"))
                .child(counter("filter"), child -> child.shutdown(Shutdown.within(Duration.ofSeconds(2))))
                .child(counter("sink"))
                .build();
    }
    // @end region="together"

    // @start region="limit"
    static Supervisor strict() {
        return Supervisor.named("strict")
                .intensity(5, Duration.ofSeconds(30))
                .child(counter("import"), child -> child.restart(RestartType.TRANSIENT))
                .build();
    }
    // @end region="limit"

    // @start region="backoff"
    static Supervisor patient() {
        return Supervisor.named("patient")
                .backoff(Duration.ofMillis(100), Duration.ofSeconds(30))
                .intensity(20, Duration.ofMinutes(5))
                .child(counter("feed"))
                .build();
    }
    // @end region="backoff"

    // @start region="unit"
    static Supervisor job() {
        var work = Supervisor.named("work")
                .strategy(RestartStrategy.ONE_FOR_ALL)
                .autoShutdown(AutoShutdown.ALL_SIGNIFICANT)
                .child(
                        counter("reader"),
                        child -> child.restart(RestartType.TRANSIENT).significant())
                .child(
                        counter("writer"),
                        child -> child.restart(RestartType.TRANSIENT).significant())
                .child(counter("progress"))
                .build();
        return Supervisor.named("jobs")
                .child(work, child -> child.restart(RestartType.TRANSIENT))
                .build();
    }
    // @end region="unit"

    // @start region="severe"
    static Supervisor careful() {
        return Supervisor.named("careful")
                .escalateOn(Severity.CRITICAL)
                .child(counter("ledger"))
                .build();
    }

    static RuntimeException damaged() {
        return FoundationError.of(FoundationErrorType.DATA_CORRUPTION, "page 7 of the ledger is damaged")
                .toException();
    }
    // @end region="severe"

    // @start region="change"
    static Result<Done> replace(SupervisorChildren children) {
        return children.stop("prices")
                .flatMap(_ -> children.delete("prices"))
                .flatMap(_ -> children.start(ChildSpec.of(counter("prices-2"))));
    }
    // @end region="change"

    // @start region="root"
    static Result<Foundation> start(Supervisor application, Consumer<String> tell) {
        return Foundation.builder()
                .supervise(application)
                .onEnd(end -> tell.accept(
                        switch (end) {
                            case TreeEnd.Stopped _ -> "stopped";
                            case TreeEnd.ShutDown(var child) -> "done with " + child;
                            case TreeEnd.Failed(var error) -> error.message();
                        }))
                .start();
    }
    // @end region="root"
}
