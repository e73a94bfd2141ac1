package io.elixirscope.foundation.server;

import io.elixirscope.foundation.health.HealthRegistry;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.Timers;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What servers and supervisors of one Foundation share. Immutable, thread-safe; its parts belong
/// to its maker, who closes them.
///
/// @param scheduler waits, wakes, starts threads, reads the clock
/// @param timers timers and deadlines
/// @param telemetry where everything is told
/// @param errors where crashes are recorded, once each
/// @param servers name → server
/// @param health where each supervision tree registers its check
public record ServerRuntime(
        Scheduler scheduler,
        Timers timers,
        Telemetry telemetry,
        Errors errors,
        ServerTable servers,
        HealthRegistry health) {
    /// Refuses null parts.
    ///
    /// @param scheduler waits, wakes, starts threads, reads the clock
    /// @param timers timers and deadlines
    /// @param telemetry where everything is told
    /// @param errors where crashes are recorded, once each
    /// @param servers name → server
    /// @param health where each supervision tree registers its check
    public ServerRuntime {
        Objects.requireNonNull(scheduler, "scheduler");
        Objects.requireNonNull(timers, "timers");
        Objects.requireNonNull(telemetry, "telemetry");
        Objects.requireNonNull(errors, "errors");
        Objects.requireNonNull(servers, "servers");
        Objects.requireNonNull(health, "health");
    }

    /// The handle of a server in this runtime, valid before it starts and over all its restarts.
    ///
    /// @param <P> the protocol
    /// @param <V> the view
    /// @param definition the server
    /// @return the handle; the same one each time
    /// @throws IllegalArgumentException if another definition has that name
    public <P, V> Server<P, V> ref(GenServer<P, V> definition) {
        return servers.cell(definition, this);
    }

    /// Work on a thread of its own that is no server's and that others may wait for: a task.
    /// Through it the search for wait cycles sees who waits for it and what it waits for.
    /// Thread-safe.
    public static final class Work extends Waiter {
        /// A wait for any of more is not searched; it ends by its deadline.
        private static final int MOST_AWAITED = 64;

        private final String name;
        private final BooleanSupplier done;
        private volatile @Nullable Thread thread;

        /// Work that has not begun.
        ///
        /// @param name its name along a cycle
        /// @param done whether it has ended; short, asked on any thread
        public Work(String name, BooleanSupplier done) {
            this.name = name;
            this.done = done;
        }

        /// Runs `body` as this work, on the current thread.
        ///
        /// @param body what it does
        public void run(Runnable body) {
            Frame frame = Frame.mine();
            thread = Thread.currentThread();
            frame.work = this;
            try {
                body.run();
            } finally {
                frame.work = null;
            }
        }

        /// The code of the current thread is about to wait until one of `awaited` has ended. To
        /// be called between its last look at them and the wait, and followed by [#leave()] in
        /// any case.
        ///
        /// @param awaited what it waits for; if several, the end of any ends the wait
        /// @return the names along the cycle that this wait closes, empty if it closes none
        public static List<String> enter(List<Work> awaited) {
            Waiter me = Frame.mine().innermost();
            return me == null || awaited.size() > MOST_AWAITED
                    ? List.of()
                    : WaitGraph.enter(me, new WaitGraph.ForWork(me, awaited));
        }

        /// The code of the current thread waits no longer.
        public static void leave() {
            WaitGraph.leave(Frame.mine().innermost());
        }

        @Override
        String label() {
            return name;
        }

        @Override
        boolean onOwnThread() {
            return Thread.currentThread() == thread;
        }

        @Override
        @Nullable
        Waiter outer() {
            return null;
        }

        @Override
        boolean over() {
            return done.getAsBoolean();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
