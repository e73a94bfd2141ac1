package io.elixirscope.foundation.server;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// Threads that spin without holding up the virtual ones.
public final class Threads {
    private Threads() {}

    /// Runs `body` on a platform thread.
    public static <T> CompletableFuture<T> platform(Callable<T> body) {
        var result = new CompletableFuture<T>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                result.complete(body.call());
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        return result;
    }
}
