package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.health.HealthRegistry;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.server.ServerControl;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.server.ServerTable;
import io.elixirscope.foundation.telemetry.Emission;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.Timers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// One runtime with one configuration, started and stopped by hand instead of by a supervisor.
final class ConfigNode implements AutoCloseable, ServerControl.Listener {
    final List<Emission> emissions = new CopyOnWriteArrayList<>();
    final ServerRuntime runtime;
    private final Timers timers;
    private final LinkedBlockingQueue<String> life = new LinkedBlockingQueue<>();
    private ServerControl control;
    private Config<ShopConfig> config;

    ConfigNode() {
        var scheduler = Scheduler.system();
        timers = new Timers(scheduler, "timers");
        var telemetry = new Telemetry(scheduler, timers);
        telemetry.attach("test", "elixir_scope.*", emissions::add);
        runtime = new ServerRuntime(
                scheduler, timers, telemetry, new Errors(telemetry), new ServerTable(1), new HealthRegistry());
    }

    /// Opens without starting the server.
    ConfigNode open(UnaryOperator<ConfigBuilder<ShopConfig>> builder) {
        config = builder.apply(Config.builder(ShopConfig.class)).open(runtime).orElseThrow();
        control = ServerControl.take(runtime, config.server());
        return this;
    }

    /// Opens and starts the server.
    static ConfigNode started(UnaryOperator<ConfigBuilder<ShopConfig>> builder) {
        var node = new ConfigNode().open(builder);
        node.start();
        return node;
    }

    Config<ShopConfig> config() {
        return config;
    }

    void start() {
        control.start(this);
        await("ready");
    }

    /// Ends the incarnation without its leave.
    void kill() {
        control.kill();
        awaitEnd();
    }

    /// Takes the role away from an incarnation that is stuck in a handler.
    ///
    /// @return its thread
    Thread abandon() {
        return control.abandon(Duration.ZERO).orElseThrow();
    }

    void awaitEnd() {
        await("ended");
    }

    void stop() {
        control.stop(ExitReason.shutdown());
        awaitEnd();
        control.closeStopped();
    }

    private void await(String expected) {
        try {
            var got = life.poll(10, TimeUnit.SECONDS);
            if (!expected.equals(got)) {
                throw new AssertionError("expected " + expected + ", got " + got);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    List<Emission> emissions(String name) {
        return emissions.stream()
                .filter(emission -> emission.event().name().equals(name))
                .toList();
    }

    /// A context whose metadata names a person.
    static ErrorContext by(String who) {
        return ErrorContext.root("test", () -> 1, () -> 1).with("who", who);
    }

    @Override
    public void close() {
        if (config != null) {
            config.close();
        }
        timers.close();
    }

    @Override
    public void ready(Incarnation incarnation) {
        life.add("ready");
    }

    @Override
    public void ignored(Incarnation incarnation) {
        life.add("ignored");
    }

    @Override
    public void refused(Incarnation incarnation, FoundationError error) {
        life.add("refused " + error);
    }

    @Override
    public void ended(Incarnation incarnation, ExitReason reason) {
        life.add("ended");
    }
}
