package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.secret.SecretStore;
import io.elixirscope.foundation.server.ServerRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One start of a configuration: from layers and change log to a running version.
///
/// @param <C> the application's record
final class ConfigStart<C> {
    private final Class<C> type;
    private final String name;
    private final @Nullable Path directory;
    private final Duration between;
    private final ServerRuntime runtime;
    private final @Nullable SecretStore secretStore;

    /// With no directory nothing is kept; with no time between two looks at the sources none is taken.
    ConfigStart(
            Class<C> type,
            String name,
            @Nullable Path directory,
            Duration between,
            @Nullable SecretStore secretStore,
            ServerRuntime runtime) {
        this.type = type;
        this.name = name;
        this.directory = directory;
        this.between = between;
        this.runtime = runtime;
        this.secretStore = secretStore;
    }

    Result<Config<C>> open(ConfigSources sources) {
        long begun = runtime.scheduler().clock().nanos();
        var content = sources.read();
        if (content.broken()) {
            return Result.err(ConfigValidator.error(ConfigValidator.checkLayers(sources.schema(), content.layers())));
        }
        var watch = new SourceWatch(sources, content);
        var secrets = new SecretKeeper(sources.schema(), secretStore, runtime);
        return log().flatMap(opened -> secrets.found(opened.stored())
                .flatMap(found -> start(content, watch, opened, secrets, found, begun))
                .mapError(error -> {
                    opened.log().close();
                    return error;
                }));
    }

    private Result<ChangeFile.Opened> log() {
        return directory == null
                ? Result.ok(ChangeFile.Opened.memory(runtime.scheduler()::random))
                : ChangeFile.open(directory, runtime.scheduler()::random);
    }

    private Result<Config<C>> start(
            ConfigSources.Content content,
            SourceWatch watch,
            ChangeFile.Opened opened,
            SecretKeeper secrets,
            SecretKeeper.Found found,
            long begun) {
        var baseline = Baseline.of(watch.sources().schema(), content.layers());
        var settled = ConfigLogic.settle(baseline, found.runtime()).with(found.rejected());
        return switch (settled.verdict()) {
            case Validation.Invalid(var problems) -> Result.err(ConfigValidator.error(problems));
            case Validation.Valid valid -> {
                var stored = opened.fingerprint().stored(baseline.schema(), valid.effective());
                var clock = runtime.scheduler().clock();
                var version = ConfigLogic.started(opened.stored(), stored, Config.who(), clock.wallTime());
                var state = found.over(new ConfigState(version, baseline, settled.runtime(), valid, Map.of()));
                var change = ChangeRecord.between(
                        opened.stored().effective(), stored, state, ConfigLogic.secretSources(baseline, state));
                yield save(opened, settled, change)
                        .map(fresh -> running(watch, opened, secrets, state, report(opened, settled, fresh, begun)));
            }
        };
    }

    /// Writes what the start changed, and sets rejected overrides aside before their record is gone from the
    /// layer.
    private Result<Optional<ConfigVersion>> save(ChangeFile.Opened opened, Settled settled, ChangeRecord change) {
        var last = opened.stored().version();
        boolean fresh = last == null || last.number() != change.version().number();
        try {
            if (directory != null && !settled.rejected().isEmpty()) {
                ChangeFile.setAside(directory, change.version().number(), settled.rejected());
            }
            if (directory != null) {
                RecordName.write(directory, type);
            }
            if (fresh || !settled.rejected().isEmpty()) {
                opened.log().append(change.encode());
            }
            return Result.ok(fresh ? Optional.of(change.version()) : Optional.empty());
        } catch (IOException e) {
            return Result.err(FoundationError.of(
                            FoundationErrorType.CONFIG_STORAGE_FAILED,
                            "version " + change.version().number() + " was not written")
                    .causedBy(e));
        }
    }

    private StartReport report(ChangeFile.Opened opened, Settled settled, Optional<ConfigVersion> fresh, long begun) {
        long nanos = runtime.scheduler().clock().nanos() - begun;
        return new StartReport(fresh, nanos, opened.damage(), opened.tornBytes(), settled.rejected());
    }

    private Config<C> running(
            SourceWatch watch, ChangeFile.Opened opened, SecretKeeper secrets, ConfigState state, StartReport report) {
        var table = new ConfigTable<>(type, watch, opened, secrets, state);
        secrets.tidy(table.remembered(ConfigHistory::records));
        var reports = new ConfigReports(runtime);
        var definition = ConfigServer.definition(
                name, table, report, between, runtime.scheduler().clock(), reports);
        runtime.health().register(name, new ConfigHealth(table, report));
        return new Config<>(table, reports, definition, runtime);
    }
}
