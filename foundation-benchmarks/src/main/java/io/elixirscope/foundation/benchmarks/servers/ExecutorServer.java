package io.elixirscope.foundation.benchmarks.servers;

import io.elixirscope.foundation.benchmarks.loop.Contender;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A single-thread executor, on a virtual thread, whose tasks touch the state.
final class ExecutorServer implements Contender.Looped {
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private Counted state = Counted.NONE;

    @Override
    public Operation operation(int caller) {
        Callable<Counted> count = () -> {
            state = state.next();
            return state;
        };
        return () -> executor.submit(count).get();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
