package io.elixirscope.foundation.testkit;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.health.HealthRegistry;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.ServerControl;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.server.ServerTable;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A server whose one incarnation does what a test wants, before and after it is abandoned.
final class FencedServer {
    /// Runs something in the server's own code.
    sealed interface Work {
        /// What to run.
        record Do(Runnable body) implements Work, Cast<Work> {}
    }

    private final GenServer<Work, Integer> definition = GenServer.named("fenced", Work.class)
            .init(_ -> Init.ready(0))
            .onCast(Work.Do.class, (work, state) -> {
                work.body().run();
                return Next.state(state);
            })
            .build();
    private final ServerRuntime runtime = runtime();
    private final ServerControl control = ServerControl.take(runtime, definition);

    FencedServer() {
        control.start(new Silent());
    }

    private static ServerRuntime runtime() {
        Scheduler scheduler = Scheduler.system();
        Timers timers = new Timers(scheduler, "fenced-timers");
        Telemetry telemetry = new Telemetry(scheduler, timers);
        return new ServerRuntime(
                scheduler, timers, telemetry, new Errors(telemetry), new ServerTable(1), new HealthRegistry());
    }

    /// What the body gives, run by the living incarnation.
    <T> T whileAlive(Supplier<T> body) {
        CompletableFuture<T> done = new CompletableFuture<>();
        cast(() -> done.complete(body.get()));
        return done.join();
    }

    /// What the body gives, run by the incarnation after it was abandoned and `told` was told of it.
    <T> T onceFenced(Supplier<T> body, Consumer<Incarnation> told) {
        CompletableFuture<T> done = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch fenced = new CountDownLatch(1);
        runtime.servers().onFence(told);
        cast(() -> {
            begun.countDown();
            await(fenced);
            done.complete(body.get());
        });
        await(begun);
        control.abandon(Duration.ofMillis(1));
        fenced.countDown();
        return done.join();
    }

    private void cast(Runnable body) {
        runtime.ref(definition).cast(new Work.Do(body)).orElseThrow();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// Hears nothing.
    private static final class Silent implements ServerControl.Listener {
        @Override
        public void ready(Incarnation incarnation) {}

        @Override
        public void ignored(Incarnation incarnation) {}

        @Override
        public void refused(Incarnation incarnation, FoundationError error) {}

        @Override
        public void ended(Incarnation incarnation, ExitReason reason) {}
    }
}
