package io.elixirscope.foundation;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.supervision.SupervisionTree;
import io.elixirscope.foundation.supervision.TreeEnd;
import io.elixirscope.foundation.time.Gate;
import io.elixirscope.foundation.time.ThreadKind;
import io.elixirscope.foundation.value.Value;
import java.util.concurrent.atomic.AtomicBoolean;

/// The end of a Foundation: who brings it about, who waits for it. It runs on a platform thread of its own, so
/// that no interrupt of who asks for it, and no server that uses up the processors, gets in its way. Thread-safe.
final class FoundationStop {
    private final ServerRuntime runtime;
    private final SupervisionTree tree;
    private final Releases releases;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Gate<Result<Done>> released;
    private final Gate<Done> ended;

    FoundationStop(ServerRuntime runtime, SupervisionTree tree, Releases releases) {
        this.runtime = runtime;
        this.tree = tree;
        this.releases = releases;
        this.released = new Gate<>(runtime.scheduler());
        this.ended = new Gate<>(runtime.scheduler());
        tree.onEnd(end -> {
            if (end instanceof TreeEnd.Failed) {
                ended.open(Done.DONE);
            }
        });
        runtime.health().register("foundation", this::health);
    }

    private ServiceHealth health() {
        var health = begun.get() ? ServiceHealth.degraded("stopped on purpose") : ServiceHealth.healthy();
        return health.withDetail("libraryVersion", Value.of(FoundationVersion.TEXT));
    }

    /// Stops the tree, then closes what it used, and waits for the outcome; the code of one of its own servers does
    /// not wait.
    Result<Done> stop() {
        if (begun.compareAndSet(false, true)) {
            begin();
        }
        return Incarnation.currentIn(runtime) ? Result.done() : released.await();
    }

    private void begin() {
        try {
            runtime.scheduler().start("foundation stop", ThreadKind.PLATFORM, this::run);
        } catch (Throwable noThread) {
            begun.set(false);
            throw noThread;
        }
    }

    private void run() {
        tree.stop();
        Result<Done> outcome = releases.releaseAll().peekError(runtime.errors()::record);
        released.open(outcome);
        ended.open(Done.DONE);
    }

    /// Waits for a stop, or until the root supervisor has given up.
    void await() throws InterruptedException {
        ended.awaitInterruptibly();
    }

    /// Stops when the process is asked to end. A stop before that takes the hook away again.
    void stopOnShutdown() {
        var hook = ShutdownHook.install(this::stop);
        releases.add("shutdown hook", hook);
    }
}
