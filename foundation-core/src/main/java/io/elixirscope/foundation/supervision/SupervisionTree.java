package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.time.Gate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A running tree of supervisors and servers, under one root. Thread-safe.
///
/// All decisions run on one platform thread, named `supervisor` and the root's name. It registers
/// the health check `supervisor.` and the root's name.
public final class SupervisionTree implements AutoCloseable {
    private final String name;
    private final TreeParts parts;
    private final SupervisorNode root;
    private final AtomicReference<@Nullable TreeEnd> end = new AtomicReference<>();
    private final CopyOnWriteArrayList<Consumer<? super TreeEnd>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Gate<Done> stopped;

    private SupervisionTree(Supervisor definition, ServerRuntime runtime) {
        this.name = definition.name();
        this.stopped = new Gate<>(runtime.scheduler());
        Announcer announcer = new Announcer(
                name,
                runtime.scheduler(),
                thrown -> runtime.errors().record(fault("A listener of tree " + name + " threw", thrown)));
        var decisions = new DecisionThread(
                name,
                runtime.scheduler(),
                thrown -> announcer.announce(
                        () -> runtime.errors().record(fault("A supervisor of tree " + name + " failed", thrown))));
        this.parts = new TreeParts(
                runtime,
                decisions,
                announcer,
                new SupervisionTelemetry(runtime.telemetry()),
                new Leaks(),
                ConcurrentHashMap.newKeySet(),
                new ConcurrentHashMap<>());
        try {
            this.root = new SupervisorNode(definition, parts, new RootOwner());
        } catch (IllegalArgumentException refused) {
            decisions.close();
            throw refused;
        }
    }

    /// A bug in the supervision itself, or in who listens to it.
    private static FoundationError fault(String what, Throwable thrown) {
        return FoundationError.of(FoundationErrorType.INTERNAL_ERROR, what).causedBy(thrown);
    }

    static Result<SupervisionTree> start(Supervisor definition, ServerRuntime runtime) {
        var tree = new SupervisionTree(definition, runtime);
        var started = new Gate<ChildNode.Started>(runtime.scheduler());
        try {
            runtime.health().register(tree.service(), new TreeHealth(tree));
        } catch (RuntimeException refused) {
            tree.root.release();
            tree.parts.decisions().close();
            throw refused;
        }
        tree.parts
                .decisions()
                .post(() -> tree.root.start(outcome -> {
                    if (outcome instanceof ChildNode.Started.Failed(var error)) {
                        tree.finish(new TreeEnd.Failed(error));
                        tree.stopped.open(Done.DONE);
                    }
                    started.open(outcome);
                }));
        return tree.whenStarted(started);
    }

    /// An interrupt gives the start up: what runs is stopped again, the flag is kept.
    private Result<SupervisionTree> whenStarted(Gate<ChildNode.Started> started) {
        try {
            return started.awaitInterruptibly() instanceof ChildNode.Started.Failed(var error)
                    ? Result.err(error)
                    : Result.ok(this);
        } catch (InterruptedException interrupted) {
            stop();
            Thread.currentThread().interrupt();
            return Result.err(FoundationError.of(
                            FoundationErrorType.INITIALIZATION_FAILED,
                            "Supervisor " + name + " did not start: the starting thread was interrupted")
                    .with("supervisor", name)
                    .causedBy(interrupted));
        }
    }

    private String service() {
        return "supervisor." + name;
    }

    /// Stops all children in reverse order, each in its own time, and ends the tree. Blocks until
    /// that is done. Idempotent; also after the tree has given up, whose health check it removes.
    ///
    /// In the code of a server of the same runtime it only begins the stop and does not wait:
    /// that server's own end would wait for it.
    public void stop() {
        if (stopping.compareAndSet(false, true)) {
            parts.decisions()
                    .post(() -> root.stop(ChildNode.StopMode.FOR_GOOD, () -> {
                        finish(new TreeEnd.Stopped());
                        stopped.open(Done.DONE);
                    }));
        }
        if (!Incarnation.currentIn(parts.runtime())) {
            stopped.await();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private final class RootOwner implements SupervisorNode.Owner {
        @Override
        public void gaveUp(FoundationError error) {
            root.close(ChildNode.Ending.GIVEN_UP);
            ended(new TreeEnd.Failed(error));
        }

        @Override
        public void shutDown(String child) {
            root.close(ChildNode.Ending.STOPPED);
            ended(new TreeEnd.ShutDown(child));
        }

        @Override
        public ChildNode.StopMode afterShutDown() {
            return ChildNode.StopMode.FOR_GOOD;
        }
    }

    /// Puts everything out of service and ends the decision thread, which runs this.
    private void finish(TreeEnd how) {
        root.close(ChildNode.Ending.STOPPED);
        root.release();
        parts.runtime().health().unregister(service());
        ended(how);
        parts.decisions().close();
    }

    private void ended(TreeEnd how) {
        if (end.compareAndSet(null, how)) {
            listeners.forEach(listener -> parts.announcer().announce(() -> listener.accept(how)));
        }
    }

    /// The root's name.
    ///
    /// @return the name
    public String name() {
        return name;
    }

    /// How the root and everything below it does.
    ///
    /// @return the status now
    public ChildStatus status() {
        return root.status(0);
    }

    /// How the root's children do, as OTP's `which_children`.
    ///
    /// @return their status now, in starting order
    public List<ChildStatus> children() {
        return status().children();
    }

    /// Restarts of all children of all supervisors since the start.
    ///
    /// @return the number
    public long restarts() {
        return restarts(status());
    }

    private static long restarts(ChildStatus status) {
        return status.restarts()
                + status.children().stream()
                        .mapToLong(SupervisionTree::restarts)
                        .sum();
    }

    /// Threads of abandoned incarnations that still run.
    ///
    /// @return how many
    public int abandoned() {
        return parts.leaks().running().size();
    }

    /// How the tree ended.
    ///
    /// @return empty while it runs
    public Optional<TreeEnd> ended() {
        return Optional.ofNullable(end.get());
    }

    /// Tells `listener` once, on a thread of its own, how the tree ended; at once if it has.
    ///
    /// @param listener hears of the end
    public void onEnd(Consumer<? super TreeEnd> listener) {
        var once = new AtomicBoolean();
        Consumer<TreeEnd> told = how -> {
            if (once.compareAndSet(false, true)) {
                listener.accept(how);
            }
        };
        listeners.add(told);
        TreeEnd how = end.get();
        if (how != null) {
            parts.announcer().announce(() -> told.accept(how));
        }
    }

    /// Starts and stops children of a dynamic supervisor that is somewhere in this tree. Kept
    /// over its restarts.
    ///
    /// @param supervisor the definition that the tree was built from
    /// @return the operations on its children
    /// @throws IllegalArgumentException if it is not in this tree
    public DynamicChildren children(DynamicSupervisor supervisor) {
        return new DynamicChildren(requests(supervisor.definition(), supervisor));
    }

    /// Starts, stops, restarts and deletes children of a supervisor that is somewhere in this
    /// tree. Kept over its restarts.
    ///
    /// @param supervisor the definition that the tree was built from, or one added since
    /// @return the operations on its children
    /// @throws IllegalArgumentException if it is not in this tree
    public SupervisorChildren children(Supervisor supervisor) {
        return new SupervisorChildren(requests(supervisor, supervisor));
    }

    private ChildRequests requests(Supervisor definition, Object shown) {
        if (root.find(definition) == null) {
            throw new IllegalArgumentException(
                    "tree " + name + " has no " + shown + "; add it with Supervisor.Builder.child");
        }
        return new ChildRequests(definition, () -> root.find(definition), parts);
    }

    /// What can be seen of its servers from outside, and what can be done to them.
    ///
    /// @return the same each time it is asked something
    public Introspection introspection() {
        return new Introspection(this, parts);
    }

    Leaks leaks() {
        return parts.leaks();
    }
}
