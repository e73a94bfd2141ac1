package io.elixirscope.foundation;

import java.util.concurrent.atomic.AtomicBoolean;

/// Runs an action when the process is asked to end, unless it was taken away before.
final class ShutdownHook implements AutoCloseable {

    private final Thread thread;
    private final AtomicBoolean running = new AtomicBoolean();

    private ShutdownHook(Runnable action) {
        this.thread = Thread.ofPlatform().name("foundation shutdown").unstarted(() -> {
            running.set(true);
            action.run();
        });
    }

    static ShutdownHook install(Runnable action) {
        var hook = new ShutdownHook(action);
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    /// Takes the hook away; once the process is ending there is nothing to take away.
    @Override
    public void close() {
        if (running.get()) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException ending) {
            running.set(true);
        }
    }
}
