import org.jspecify.annotations.NullMarked;

/// Foundation layer for Java services: supervised servers, configuration, events, errors,
/// telemetry.
///
/// Start at the package `io.elixirscope.foundation`. Every type is non-null unless it says
/// `@Nullable`.
@NullMarked
module io.elixirscope.foundation {
    requires static transitive org.jspecify;
    requires static java.management;
    requires static jdk.jfr;
    requires static jdk.management;
    requires static jdk.net;
    requires transitive tools.jackson.core;

    exports io.elixirscope.foundation;
    exports io.elixirscope.foundation.config;
    exports io.elixirscope.foundation.control;
    exports io.elixirscope.foundation.error;
    exports io.elixirscope.foundation.event;
    exports io.elixirscope.foundation.event.diagnostic;
    exports io.elixirscope.foundation.event.journal;
    exports io.elixirscope.foundation.event.subscription;
    exports io.elixirscope.foundation.health;
    exports io.elixirscope.foundation.metrics;
    exports io.elixirscope.foundation.pubsub;
    exports io.elixirscope.foundation.registry;
    exports io.elixirscope.foundation.retry;
    exports io.elixirscope.foundation.secret;
    exports io.elixirscope.foundation.server;
    exports io.elixirscope.foundation.supervision;
    exports io.elixirscope.foundation.telemetry;
    exports io.elixirscope.foundation.time;
    exports io.elixirscope.foundation.value;

    uses io.elixirscope.foundation.config.ConfigFormat;
}
