package io.elixirscope.foundation;

import io.elixirscope.foundation.config.Config;
import io.elixirscope.foundation.error.ErrorCatalogue;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.event.subscription.Subscriptions;
import io.elixirscope.foundation.metrics.Metrics;
import io.elixirscope.foundation.pubsub.PubSub;
import io.elixirscope.foundation.registry.ServerRegistry;
import io.elixirscope.foundation.retry.Retry;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.supervision.TaskSupervisor;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;

/// What a Foundation is made of, but for its supervision tree: complete before that starts.
record FoundationParts(
        ServerRuntime runtime,
        Config<?> config,
        Class<?> configType,
        Events events,
        Subscriptions subscriptions,
        Metrics metrics,
        Retry retry,
        TaskSupervisor tasks,
        ServerRegistry registry,
        PubSub pubSub,
        ErrorCatalogue errorCatalogue)
        implements Services {

    @Override
    public <P, V> Server<P, V> ref(GenServer<P, V> definition) {
        return runtime.ref(definition);
    }

    @Override
    @SuppressWarnings("unchecked") // checked against the class that the configuration was opened with
    public <C> Config<C> config(Class<C> type) {
        if (type != configType) {
            throw new IllegalArgumentException("the configuration of this Foundation is a " + configType.getName()
                    + ", not a " + type.getName() + ": give that class to FoundationBuilder.config");
        }
        return (Config<C>) config;
    }

    @Override
    public Telemetry telemetry() {
        return runtime.telemetry();
    }

    @Override
    public Errors errors() {
        return runtime.errors();
    }

    @Override
    public ErrorContext newContext(String operation) {
        var scheduler = runtime.scheduler();
        return ErrorContext.root(operation, scheduler.clock(), scheduler::random);
    }
}
