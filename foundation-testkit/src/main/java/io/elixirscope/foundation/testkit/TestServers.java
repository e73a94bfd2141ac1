package io.elixirscope.foundation.testkit;

import static java.util.Objects.requireNonNull;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.FoundationBuilder;
import io.elixirscope.foundation.health.HealthRegistry;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.server.ServerTable;
import io.elixirscope.foundation.supervision.SupervisionTree;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.Timers;
import java.util.ArrayList;
import java.util.List;

/// What one test starts: supervised servers in a runtime of their own, without the rest of a
/// Foundation, and whole Foundations. Closing it stops them, the last one first. Thread-safe.
///
/// [FoundationExtension] gives one to a test method, [DeterministicRun] to a seeded run; both
/// close it.
public final class TestServers implements AutoCloseable {
    private final ServerRuntime runtime;
    /// Trees and Foundations in order of their start.
    private final List<Runnable> stops = new ArrayList<>();

    private final CrashInjection crashes = new CrashInjection();

    /// A runtime without servers.
    ///
    /// @param scheduler its time, waiting, threads and chance: `Scheduler.system()`, that of a
    ///     [ManualClock], …
    public TestServers(Scheduler scheduler) {
        var timers = new Timers(requireNonNull(scheduler, "scheduler"), "test timers");
        var telemetry = new Telemetry(scheduler, timers);
        runtime = new ServerRuntime(
                scheduler, timers, telemetry, new Errors(telemetry), new ServerTable(0), new HealthRegistry());
        runtime.servers().around(crashes);
    }

    /// Lets the test's servers crash where the test says, those of its Foundations too.
    ///
    /// @return always the same one, without rules at first
    public CrashInjection crashes() {
        return crashes;
    }

    /// The runtime: its telemetry, timers, scheduler, health.
    ///
    /// @return always the same one
    public ServerRuntime runtime() {
        return runtime;
    }

    /// Starts a server under a supervisor of its own, one for one with three restarts in five
    /// seconds. Blocks until it is ready.
    ///
    /// @param <P> the protocol
    /// @param <V> the view
    /// @param server the definition
    /// @return its handle
    /// @throws io.elixirscope.foundation.error.FoundationException if it does not start
    public <P, V> Server<P, V> start(GenServer<P, V> server) {
        start(Supervisor.named("test." + server.name()).child(server).build());
        return runtime.ref(server);
    }

    /// Starts a tree. Blocks until all its children are ready.
    ///
    /// @param supervisor its root
    /// @return the tree, stopped by [#close()] if it still runs
    /// @throws io.elixirscope.foundation.error.FoundationException if it does not start
    public SupervisionTree start(Supervisor supervisor) {
        SupervisionTree tree = supervisor.start(runtime).orElseThrow();
        closeLater(tree::stop);
        return tree;
    }

    /// Starts a whole Foundation on the same time, waiting, threads and chance. Blocks until it
    /// is ready.
    ///
    /// @param builder its settings; scheduler and crash injection are set here
    /// @return the Foundation, stopped by [#close()]
    /// @throws io.elixirscope.foundation.error.FoundationException if it does not start
    public Foundation start(FoundationBuilder builder) {
        Foundation foundation =
                builder.scheduler(runtime.scheduler()).around(crashes).start().orElseThrow();
        closeLater(foundation::close);
        return foundation;
    }

    private void closeLater(Runnable stop) {
        synchronized (stops) {
            stops.add(stop);
        }
    }

    /// The handle of a server.
    ///
    /// @param <P> the protocol
    /// @param <V> the view
    /// @param server the definition
    /// @return its handle, valid before it starts
    public <P, V> Server<P, V> ref(GenServer<P, V> server) {
        return runtime.ref(server);
    }

    /// Stops all trees and Foundations, the last one first, each in the time that its children
    /// are given, and the timers. Blocks until that is done. Twice does nothing more.
    @Override
    public void close() {
        List<Runnable> started;
        synchronized (stops) {
            started = List.copyOf(stops);
        }
        started.reversed().forEach(Runnable::run);
        runtime.timers().close();
    }
}
