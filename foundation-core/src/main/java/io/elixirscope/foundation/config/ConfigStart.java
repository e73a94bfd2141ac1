package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.ServerRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One start of a configuration: from layers and change log to a running version.
///
/// @param <C> the application's record
final class ConfigStart<C> {
    private final Class<C> type;
    private final String name;
    private final @Nullable Path directory;
    private final ServerRuntime runtime;

    /// With no directory nothing is kept.
    ConfigStart(Class<C> type, String name, @Nullable Path directory, ServerRuntime runtime) {
        this.type = type;
        this.name = name;
        this.directory = directory;
        this.runtime = runtime;
    }

    Result<Config<C>> open(ConfigSchema schema, List<Layer> layers) {
        long begun = runtime.scheduler().clock().nanos();
        var baseline = Baseline.of(schema, layers);
        if (layers.stream().anyMatch(layer -> !layer.problems().isEmpty())) {
            return Result.err(ConfigValidator.error(ConfigValidator.checkLayers(schema, layers)));
        }
        return log().flatMap(opened -> start(baseline, opened, begun).mapError(error -> {
            opened.log().close();
            return error;
        }));
    }

    private Result<ChangeFile.Opened> log() {
        return directory == null
                ? Result.ok(ChangeFile.Opened.memory(runtime.scheduler()::random))
                : ChangeFile.open(directory, runtime.scheduler()::random);
    }

    private Result<Config<C>> start(Baseline baseline, ChangeFile.Opened opened, long begun) {
        var settled = ConfigLogic.settle(baseline, opened.stored().runtime());
        return switch (settled.verdict()) {
            case Validation.Invalid(var problems) -> Result.err(ConfigValidator.error(problems));
            case Validation.Valid valid -> {
                var stored = opened.fingerprint().stored(baseline.schema(), valid.effective());
                var clock = runtime.scheduler().clock();
                var version = ConfigLogic.started(opened.stored(), stored, Config.who(), clock.wallTime());
                var state = new ConfigState(version, settled.runtime(), valid);
                yield save(
                                opened,
                                settled,
                                ChangeRecord.between(opened.stored().effective(), stored, version, settled.runtime()))
                        .map(fresh -> running(baseline, opened, state, report(opened, settled, fresh, begun)));
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
                opened.log().append(change);
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

    private Config<C> running(Baseline baseline, ChangeFile.Opened opened, ConfigState state, StartReport report) {
        var table = new ConfigTable<>(type, baseline, opened, state);
        var reports = new ConfigReports(runtime);
        var definition =
                ConfigServer.definition(name, table, report, runtime.scheduler().clock(), reports);
        runtime.health().register(name, new ConfigHealth(table, report));
        return new Config<>(table, reports, definition, runtime);
    }
}
