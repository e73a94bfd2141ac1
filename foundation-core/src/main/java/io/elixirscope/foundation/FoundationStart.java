package io.elixirscope.foundation;

import io.elixirscope.foundation.config.Config;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventRetention;
import io.elixirscope.foundation.event.EventSettings;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.event.MemoryEventStore;
import io.elixirscope.foundation.event.MemoryLimits;
import io.elixirscope.foundation.event.journal.FileEventStore;
import io.elixirscope.foundation.event.journal.FileStoreOptions;
import io.elixirscope.foundation.event.subscription.Checkpoints;
import io.elixirscope.foundation.event.subscription.Subscriptions;
import io.elixirscope.foundation.health.HealthRegistry;
import io.elixirscope.foundation.metrics.Metrics;
import io.elixirscope.foundation.pubsub.PubSub;
import io.elixirscope.foundation.registry.ServerRegistry;
import io.elixirscope.foundation.retry.Retry;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.server.ServerTable;
import io.elixirscope.foundation.supervision.Shutdown;
import io.elixirscope.foundation.supervision.SupervisionTree;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.supervision.TaskSupervisor;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.time.Timers;
import java.time.Duration;
import java.time.Instant;

/// The order of a start: data directory, runtime, configuration, event store, then the supervision
/// tree. A part that does not come up ends the start, and what is open by then is closed again in
/// reverse order.
final class FoundationStart {

    private final FoundationBuilder settings;
    private final Instant startedAt;
    private final Releases releases = new Releases();

    FoundationStart(FoundationBuilder settings) {
        this.settings = settings;
        this.startedAt = settings.scheduler.clock().wallTime();
    }

    Result<Foundation> start() {
        Result<Foundation> started;
        try {
            started = checkJdk().flatMap(_ -> openDirectory()).flatMap(this::openConfig);
        } catch (Throwable misuse) {
            releases.releaseAll();
            throw misuse;
        }
        return started.peekError(_ -> releases.releaseAll());
    }

    private static Result<Runtime.Version> checkJdk() {
        var jdk = Runtime.version();
        return FoundationVersion.refusal(jdk)
                .map(reason -> Result.<Runtime.Version>err(FoundationErrorType.INITIALIZATION_FAILED, reason))
                .orElseGet(() -> Result.ok(jdk));
    }

    /// What is on disk, if anything is.
    private Result<Storage> openDirectory() {
        var path = settings.dataDirectory;
        if (path == null) {
            return Result.ok(new Storage.InMemory());
        }
        return DataDirectory.open(path).map(directory -> {
            releases.add("data directory", directory);
            return new Storage.OnDisk(directory);
        });
    }

    private Result<Foundation> openConfig(Storage storage) {
        var runtime = runtime(storage);
        var builder = Config.builder(settings.configType);
        settings.configSources.forEach(builder::source);
        settings.converters.forEach(converter -> converter.accept(builder));
        settings.overrides.forEach(builder::override);
        if (settings.environmentPrefix != null) {
            builder.environment(settings.environmentPrefix, System.getenv());
        }
        builder.pollEvery(settings.configPolls);
        if (settings.lookup != null) {
            builder.lookup(settings.lookup);
        }
        if (settings.secretStore != null) {
            builder.secretStore(settings.secretStore);
        }
        if (storage instanceof Storage.OnDisk(var directory)) {
            builder.directory(directory.config());
        }
        return builder.open(runtime).peekError(runtime.errors()::record).flatMap(config -> {
            releases.add("configuration", config);
            return openStore(storage, config).flatMap(store -> startTree(storage, runtime, config, store));
        });
    }

    private ServerRuntime runtime(Storage storage) {
        var scheduler = settings.scheduler;
        var timers = new Timers(scheduler, "timers");
        releases.add("timers", timers);
        var telemetry = new Telemetry(scheduler, timers);
        releases.add("system log", new SystemLog(settings.logger, scheduler, timers, telemetry));
        var errors = new Errors(telemetry);
        var servers = new ServerTable(storage.starts());
        if (settings.around != null) {
            servers.around(settings.around);
        }
        return new ServerRuntime(scheduler, timers, telemetry, errors, servers, new HealthRegistry());
    }

    private Result<EventStore> openStore(Storage storage, Config<?> config) {
        Result<EventStore> opened = switch (storage) {
            case Storage.OnDisk(var directory) ->
                FileEventStore.open(directory.journal(), FileStoreOptions.of(settings.scheduler))
                        .map(store -> store);
            case Storage.InMemory() -> Result.ok(new MemoryEventStore(settings.scheduler, () -> limits(config)));
        };
        return opened.map(store -> {
            releases.add("event store", store);
            return store;
        });
    }

    private static Checkpoints checkpoints(Storage storage) {
        return switch (storage) {
            case Storage.OnDisk(var directory) -> Checkpoints.inDirectory(directory.consumers());
            case Storage.InMemory() -> Checkpoints.inMemory();
        };
    }

    private static MemoryLimits limits(Config<?> config) {
        var hot = config.foundation().storage().hot();
        return new MemoryLimits(hot.maxEvents(), MemoryLimits.DEFAULT.maxBytes(), hot.maxAge());
    }

    private Result<Foundation> startTree(Storage storage, ServerRuntime runtime, Config<?> config, EventStore store) {
        var events = new Events(
                store,
                new EventSettings(
                        settings.source(),
                        settings.node,
                        config::version,
                        settings.scheduler,
                        runtime.telemetry(),
                        runtime.errors()));
        var metrics = new Metrics(runtime);
        runtime.servers().onFence(store::fence);
        var recorder = new Recorder(
                store, new Recorder.Origin(settings.source(), settings.node), settings.scheduler, runtime.telemetry());
        releases.add("recorder", recorder);
        var tasks = TaskSupervisor.named("tasks").build(runtime);
        FoundationHealth.register(runtime, events, metrics, recorder);
        var subscriptions = new Subscriptions(store, checkpoints(storage), runtime);
        runtime.health().register("subscriptions", subscriptions::health);
        releases.add("subscriptions", subscriptions);
        runtime.health().register("tasks", tasks::health);
        var registry = new ServerRegistry(runtime);
        runtime.health().register("registry", registry::health);
        var pubSub = new PubSub(runtime);
        runtime.health().register("pubsub", pubSub::health);
        releases.add("topics", pubSub);
        var retry = new Retry(settings.scheduler, runtime.telemetry(), runtime.errors());
        var parts = new FoundationParts(
                runtime,
                config,
                settings.configType,
                events,
                subscriptions,
                metrics,
                retry,
                tasks,
                registry,
                pubSub,
                settings.errorCatalogue);
        return tree(parts, events.server("events", retention(config)))
                .start(runtime)
                .map(tree -> running(parts, tree));
    }

    /// A journal on disk keeps everything until it is pruned by hand.
    private EventRetention retention(Config<?> config) {
        if (settings.dataDirectory != null) {
            return EventRetention.unlimited();
        }
        return new EventRetention(
                () -> config.foundation().storage().hot().maxAge(),
                () -> config.foundation().storage().hot().maxEvents(),
                () -> config.foundation().storage().hot().pruneInterval());
    }

    private Supervisor tree(FoundationParts parts, GenServer<?, ?> events) {
        var root = Supervisor.named("foundation")
                .child(parts.config().server(), child -> child.shutdown(within(5)))
                .child(events, child -> child.shutdown(within(10)))
                .child(parts.metrics().server(), child -> child.shutdown(within(5)))
                .child(parts.tasks().childSpec());
        settings.supervisors.forEach(made -> root.child(made.apply(parts)));
        return root.build();
    }

    private Foundation running(FoundationParts parts, SupervisionTree tree) {
        var stop = new FoundationStop(parts.runtime(), tree, releases);
        tree.onEnd(settings.onEnd);
        var foundation = new Foundation(parts, tree, stop, startedAt);
        FoundationControl.open(foundation, settings, parts.runtime(), releases);
        if (settings.stopOnShutdown) {
            stop.stopOnShutdown();
        }
        return foundation;
    }

    private static Shutdown within(long seconds) {
        return Shutdown.within(Duration.ofSeconds(seconds));
    }

    /// Where what must last is kept.
    private sealed interface Storage {
        /// How often the directory was opened before and now; leads the fencing tokens.
        long starts();

        record InMemory() implements Storage {
            @Override
            public long starts() {
                return 0;
            }
        }

        record OnDisk(DataDirectory directory) implements Storage {
            @Override
            public long starts() {
                return directory.starts();
            }
        }
    }
}
