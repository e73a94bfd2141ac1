package io.elixirscope.foundation;

import io.elixirscope.foundation.config.Config;
import io.elixirscope.foundation.error.ErrorCatalogue;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.event.subscription.Subscriptions;
import io.elixirscope.foundation.pubsub.PubSub;
import io.elixirscope.foundation.registry.ServerRegistry;
import io.elixirscope.foundation.retry.Retry;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.supervision.TaskSupervisor;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;

/// What an application's servers may use of their [Foundation]. All of it works before the first of
/// them starts, so that their `init` can read settings and events. Thread-safe.
public interface Services {

    /// The handle of a server. Valid before the server is ready and over its restarts.
    ///
    /// @param <P> the server's protocol
    /// @param <V> the server's view
    /// @param definition what a supervisor of this Foundation runs
    /// @return its handle
    <P, V> Server<P, V> ref(GenServer<P, V> definition);

    /// The configuration, as the record that the builder was given.
    ///
    /// @param <C> the application's record
    /// @param type its class
    /// @return the live configuration
    /// @throws IllegalArgumentException if the builder was given another class
    <C> Config<C> config(Class<C> type);

    /// The event journal.
    ///
    /// @return what appends and reads events
    Events events();

    /// Follows the event journal: subscriptions, feeds, projections.
    ///
    /// @return what follows it
    Subscriptions subscriptions();

    /// Where events of telemetry are declared and listened to.
    ///
    /// @return the telemetry of this Foundation
    Telemetry telemetry();

    /// Where an application's own errors are recorded, once each.
    ///
    /// @return the record of errors that occurred
    Errors errors();

    /// The error types that this Foundation knows: the built-in ones and those that the builder was
    /// given.
    ///
    /// @return the catalogue
    ErrorCatalogue errorCatalogue();

    /// Repeats what failed, as its error says; one budget an operation.
    ///
    /// @return the operations of this Foundation
    Retry retry();

    /// Starts work on threads of its own and ends it at the stop; the Foundation's server `tasks`.
    ///
    /// @return the task supervisor of this Foundation
    TaskSupervisor tasks();

    /// Where servers register themselves under keys of the application, and are found.
    ///
    /// @return the registry of this Foundation
    ServerRegistry registry();

    /// Messages to whoever wants them, by topic.
    ///
    /// @return the topics of this Foundation
    PubSub pubSub();

    /// Begins an operation: whatever runs inside its `run` or `call` carries its correlation id,
    /// through servers into events and errors.
    ///
    /// @param operation its name, the first breadcrumb
    /// @return a context with a new correlation id
    ErrorContext newContext(String operation);
}
