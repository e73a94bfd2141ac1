package io.elixirscope.foundation;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.supervision.SupervisionTree;
import io.elixirscope.foundation.supervision.TreeEnd;
import io.elixirscope.foundation.time.Gate;
import io.elixirscope.foundation.time.Scheduler;
import java.util.concurrent.atomic.AtomicBoolean;

/// The end of a Foundation: who brings it about, who waits for it. Thread-safe.
final class FoundationStop {

    private final SupervisionTree tree;
    private final Releases releases;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Gate<Result<Done>> released;
    private final Gate<Done> ended;

    FoundationStop(SupervisionTree tree, Releases releases, Scheduler scheduler) {
        this.tree = tree;
        this.releases = releases;
        this.released = new Gate<>(scheduler);
        this.ended = new Gate<>(scheduler);
        tree.onEnd(end -> {
            if (end instanceof TreeEnd.Failed) {
                ended.open(Done.DONE);
            }
        });
    }

    /// Stops the tree, then closes what it used. The first caller does it; others wait for the
    /// outcome.
    Result<Done> stop() {
        if (begun.compareAndSet(false, true)) {
            tree.stop();
            released.open(releases.releaseAll());
            ended.open(Done.DONE);
        }
        return released.await();
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
