package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.FoundationError;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// One server whose lives the test itself begins and ends, one at a time.
public final class Lives implements ServerControl.Listener {
    private final ServerControl control;
    private volatile CompletableFuture<Incarnation> ready = new CompletableFuture<>();
    private volatile CompletableFuture<ExitReason> over = new CompletableFuture<>();

    public Lives(ServerRuntime runtime, GenServer<?, ?> server) {
        control = ServerControl.take(runtime, server);
    }

    /// Begins a life, and waits until it is ready.
    public Incarnation start() {
        ready = new CompletableFuture<>();
        over = new CompletableFuture<>();
        control.start(this);
        return ready.join();
    }

    /// Waits for the end of a life.
    public void awaitEnd() {
        over.join();
    }

    /// Stops between two messages, and waits for the end.
    public void stop() {
        control.stop(ExitReason.shutdown());
        awaitEnd();
    }

    /// Abandons a life whose thread is in the server's own code.
    public void fence() {
        Thread _ = control.abandon(Duration.ZERO).orElseThrow();
    }

    /// Runs `inside` in the server's code, fences it meanwhile, and then runs `after` in the same code.
    public void fenceWhile(ServerRef<Probe> server, Runnable inside, Runnable after) {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch fenced = new CountDownLatch(1);
        CompletableFuture<Object> done = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual()
                .start(() -> server.call(new Probe.Run(_ -> {
                    try {
                        inside.run();
                        began.countDown();
                        fenced.await();
                        after.run();
                        return done.complete(true);
                    } catch (Throwable thrown) {
                        began.countDown();
                        return done.completeExceptionally(thrown);
                    }
                })));
        awaitQuietly(began);
        fence();
        fenced.countDown();
        done.join();
        joinQuietly(caller);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void ready(Incarnation incarnation) {
        ready.complete(incarnation);
    }

    @Override
    public void ignored(Incarnation incarnation) {
        ready.completeExceptionally(new IllegalStateException("ignored"));
    }

    @Override
    public void refused(Incarnation incarnation, FoundationError error) {
        ready.completeExceptionally(error.toException());
    }

    @Override
    public void ended(Incarnation incarnation, ExitReason reason) {
        over.complete(reason);
    }
}
