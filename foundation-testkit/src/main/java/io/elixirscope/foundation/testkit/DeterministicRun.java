package io.elixirscope.foundation.testkit;

import static java.util.Objects.requireNonNull;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.FoundationBuilder;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.supervision.SupervisionTree;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.util.concurrent.Callable;

/// One run of [Deterministic]: what a test does in it. For the threads of the run.
///
/// Only one thread of the run runs at a time; which one goes on is drawn from the seed wherever
/// the library waits, wakes, starts a thread or reads the nanosecond clock. Time is virtual: it
/// moves when everybody waits.
public final class DeterministicRun {
    private final long seed;
    private final BatonScheduler scheduler;
    private final TestServers servers;

    DeterministicRun(long seed, BatonScheduler scheduler) {
        this.seed = seed;
        this.scheduler = scheduler;
        this.servers = new TestServers(scheduler);
    }

    /// The seed of this run.
    ///
    /// @return the seed
    public long seed() {
        return seed;
    }

    /// The run's time, waiting, threads and chance, for `Foundation.builder().scheduler(…)` and
    /// for classes under test that take one.
    ///
    /// @return always the same one
    public Scheduler scheduler() {
        return scheduler;
    }

    /// The runtime of the run's servers.
    ///
    /// @return always the same one
    public ServerRuntime runtime() {
        return servers.runtime();
    }

    /// Lets the run's servers crash where the test says.
    ///
    /// @return always the same one, without rules at first
    public CrashInjection crashes() {
        return servers.crashes();
    }

    /// As [TestServers#start(FoundationBuilder)]; stopped when the run ends.
    ///
    /// @param builder its settings
    /// @return the Foundation
    public Foundation start(FoundationBuilder builder) {
        return servers.start(builder);
    }

    /// As [TestServers#start(GenServer)]; stopped when the run ends.
    ///
    /// @param <P> the protocol
    /// @param <V> the view
    /// @param server the definition
    /// @return its handle
    public <P, V> Server<P, V> start(GenServer<P, V> server) {
        return servers.start(server);
    }

    /// As [TestServers#start(Supervisor)]; stopped when the run ends.
    ///
    /// @param supervisor its root
    /// @return the tree
    public SupervisionTree start(Supervisor supervisor) {
        return servers.start(supervisor);
    }

    /// Runs a piece of the test on a thread of its own, beside this one.
    ///
    /// @param <T> what it gives
    /// @param name the thread's name, shown in traces
    /// @param body the piece
    /// @return its end, to be waited for
    public <T> Fork<T> fork(String name, Callable<T> body) {
        var fork = new Fork<T>(name, scheduler);
        requireNonNull(body, "body");
        scheduler.start(name, ThreadKind.VIRTUAL, () -> fork.run(body));
        return fork;
    }

    /// A point at which another thread may go on: put it between two steps of the test's own
    /// code that the library knows nothing of.
    public void pause() {
        scheduler.pause();
    }

    /// Lets virtual time pass, without waiting for real.
    ///
    /// @param time how much, `>= 0`
    public void sleep(Duration time) {
        long deadline = scheduler.deadlineAfter(time);
        while (scheduler.clock().nanos() < deadline && !Thread.currentThread().isInterrupted()) {
            scheduler.park("a time", deadline);
        }
    }

    /// Draws from the run's chance.
    ///
    /// @param bound `> 0`
    /// @return `0..bound-1`
    public int random(int bound) {
        return (int) Long.remainderUnsigned(scheduler.random(), bound);
    }

    /// Stops the servers, then waits for all threads.
    void close() {
        servers.close();
        String left = scheduler.awaitOthers();
        if (!left.isEmpty()) {
            throw new AssertionError("threads of the run wait for ever after its servers were stopped\n" + left);
        }
    }
}
