package io.elixirscope.foundation;

import io.elixirscope.foundation.config.Config;
import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.ErrorCatalogue;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.event.subscription.Subscriptions;
import io.elixirscope.foundation.health.Health;
import io.elixirscope.foundation.metrics.ErrorLog;
import io.elixirscope.foundation.metrics.Metrics;
import io.elixirscope.foundation.pubsub.PubSub;
import io.elixirscope.foundation.registry.ServerRegistry;
import io.elixirscope.foundation.retry.Retry;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.supervision.ChildStatus;
import io.elixirscope.foundation.supervision.DynamicChildren;
import io.elixirscope.foundation.supervision.DynamicSupervisor;
import io.elixirscope.foundation.supervision.Introspection;
import io.elixirscope.foundation.supervision.SupervisionTree;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.supervision.SupervisorChildren;
import io.elixirscope.foundation.supervision.TaskSupervisor;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.time.Instant;

/// One running foundation: configuration, events, telemetry and the supervision tree of an
/// application. Several may live in one process; they share nothing. Thread-safe.
///
/// Its own supervisor `foundation` starts `config`, `events`, `telemetry`, `tasks` and the
/// application's supervisors, each when the one before is ready; it stops them in reverse, giving
/// 5 s to running tasks, `config` and `telemetry`, 10 s to `events`. All threads are daemons:
/// `main` waits with [#awaitStop()].
///
/// {@snippet class="io.elixirscope.foundation.Snippets" region="foundation"}
public final class Foundation implements Services, AutoCloseable {

    private final FoundationParts parts;
    private final FoundationStop stop;
    private final SupervisionTree tree;
    private final Instant startedAt;

    Foundation(FoundationParts parts, SupervisionTree tree, FoundationStop stop, Instant startedAt) {
        this.parts = parts;
        this.tree = tree;
        this.stop = stop;
        this.startedAt = startedAt;
    }

    /// Begins a Foundation.
    ///
    /// @return a builder with defaults
    public static FoundationBuilder builder() {
        return new FoundationBuilder(null);
    }

    /// Begins a Foundation whose configuration record is in a package that is neither exported
    /// nor opened.
    ///
    /// @param access `MethodHandles.lookup()` of a class in the record's module
    /// @return a builder with defaults
    public static FoundationBuilder builder(MethodHandles.Lookup access) {
        return new FoundationBuilder(access);
    }

    @Override
    public <P, V> Server<P, V> ref(GenServer<P, V> definition) {
        return parts.ref(definition);
    }

    @Override
    public <C> Config<C> config(Class<C> type) {
        return parts.config(type);
    }

    /// The configuration, where its record does not matter.
    ///
    /// @return the live configuration
    public Config<?> config() {
        return parts.config();
    }

    @Override
    public Events events() {
        return parts.events();
    }

    @Override
    public Subscriptions subscriptions() {
        return parts.subscriptions();
    }

    @Override
    public Telemetry telemetry() {
        return parts.telemetry();
    }

    @Override
    public ErrorCatalogue errorCatalogue() {
        return parts.errorCatalogue();
    }

    @Override
    public Errors errors() {
        return parts.errors();
    }

    @Override
    public Retry retry() {
        return parts.retry();
    }

    @Override
    public TaskSupervisor tasks() {
        return parts.tasks();
    }

    @Override
    public ServerRegistry registry() {
        return parts.registry();
    }

    @Override
    public PubSub pubSub() {
        return parts.pubSub();
    }

    /// Starts and stops children of a dynamic supervisor of the application.
    ///
    /// @param supervisor what the builder's supervisors have as a child, at any depth
    /// @return the operations on its children
    /// @throws IllegalArgumentException if none of them has it
    public DynamicChildren children(DynamicSupervisor supervisor) {
        return tree.children(supervisor);
    }

    /// Starts, stops, restarts and deletes children of a supervisor of the application while it
    /// runs.
    ///
    /// @param supervisor one of the builder's supervisors, one below, or one added since
    /// @return the operations on its children
    /// @throws IllegalArgumentException if it is none of them
    public SupervisorChildren children(Supervisor supervisor) {
        return tree.children(supervisor);
    }

    /// How often each telemetry event was emitted.
    ///
    /// @return the counters
    public Metrics metrics() {
        return parts.metrics();
    }

    /// Which errors occurred: counts by code, and the newest ones.
    ///
    /// @return the log of errors
    public ErrorLog errorLog() {
        return parts.metrics().errors();
    }

    @Override
    public ErrorContext newContext(String operation) {
        return parts.newContext(operation);
    }

    /// Whether configuration, events and telemetry all answer now.
    ///
    /// @return false while one of them restarts, and after the stop
    public boolean available() {
        return parts.config().available()
                && parts.events().available()
                && parts.metrics().available();
    }

    /// What runs since when.
    ///
    /// @return the Foundation and its services now
    public FoundationStatus status() {
        var uptime =
                Duration.between(startedAt, parts.runtime().scheduler().clock().wallTime());
        var counts = new FoundationStatus.Counts(
                parts.config().version(),
                parts.events().stats().events(),
                parts.metrics().counts().size(),
                tree.restarts());
        return new FoundationStatus(available(), startedAt, uptime, counts, tree.children());
    }

    /// How it does, with reasons where something is impaired. Asks every check in this thread;
    /// none of them blocks.
    ///
    /// @return the worst of all answers, and each
    public Health health() {
        return FoundationHealth.withServers(
                parts.runtime().health().health(),
                tree.children(),
                parts.runtime().scheduler().clock().wallTime());
    }

    /// Every supervisor and server under the root, and how each does.
    ///
    /// @return the root supervisor `foundation` now
    public ChildStatus tree() {
        return tree.status();
    }

    /// Its servers seen from outside: what each holds and is doing, its losses, its last crash; and
    /// suspending one.
    ///
    /// @return the introspection of the tree
    public Introspection introspection() {
        return tree.introspection();
    }

    /// Stops everything: the application's supervisors in reverse order of their start, then the
    /// services. Blocks until all have ended, or were abandoned when their time was over. A
    /// second stop waits for the first. An interrupt does not end the wait; its flag is kept.
    ///
    /// In the code of one of its own servers it begins the stop and answers done at once, as that
    /// server's end cannot wait for itself; [#awaitStop()] tells when all has ended.
    ///
    /// @return done, or what could not be released, such as an event store whose last write
    ///     failed
    public Result<Done> stop() {
        return stop.stop();
    }

    /// As [#stop()], ignoring what could not be released: it was told by
    /// `elixir_scope.error.occurred`.
    @Override
    public void close() {
        Result<Done> _ = stop.stop();
    }

    /// Waits until everything has ended: stopped by another thread, on the process's shutdown, or
    /// given up by the root supervisor.
    ///
    /// @throws InterruptedException if this thread is interrupted meanwhile
    public void awaitStop() throws InterruptedException {
        stop.await();
    }
}
