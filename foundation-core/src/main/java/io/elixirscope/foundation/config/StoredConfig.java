package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The configuration in a directory on which no node runs: read from the change log that the last one left, and
/// changed for the next one. Not thread-safe; whoever changes holds the directory.
///
/// Reading needs no more than the log. A change is checked against the application's record, with every setting at its
/// value in the newest version. What the log does not tell, the values of secrets above all, leaves the rules of the
/// records around it unchecked; the next start checks them, and sets aside what breaks one.
public final class StoredConfig implements VersionedSettings {
    private final Path directory;
    private final Scheduler scheduler;
    private final ConfigSchema schema;
    private Stored stored;

    private StoredConfig(Path directory, Scheduler scheduler, ConfigSchema schema, Stored stored) {
        this.directory = directory;
        this.scheduler = scheduler;
        this.schema = schema;
        this.stored = stored;
    }

    /// Reads the change log of a directory, and changes nothing there. Blocks for the I/O.
    ///
    /// Errors: `C301` when there is no configuration, `C403` when it cannot be read.
    ///
    /// @param configDirectory the directory that a configuration was kept in
    /// @param scheduler gives the time of changes
    /// @return what it was in its newest version
    public static Result<StoredConfig> read(Path configDirectory, Scheduler scheduler) {
        return ChangeFile.look(configDirectory)
                .map(stored -> new StoredConfig(configDirectory, scheduler, ConfigSchema.none(), stored));
    }

    /// The same with the record that says what settings there are: changes need it.
    ///
    /// @param type the application's record
    /// @return a configuration that can be changed
    /// @throws IllegalArgumentException if the record cannot be a configuration, with the rule it breaks
    public StoredConfig withRecord(Class<?> type) {
        return new StoredConfig(directory, scheduler, ConfigSchema.of(type, null), stored);
    }

    /// The record that the last node had.
    ///
    /// @return the class's name; empty where the directory does not tell
    public Optional<String> recordName() {
        return RecordName.read(directory);
    }

    /// The sections whose rules a change cannot be checked against here.
    ///
    /// @return their paths, in order; the empty path is the root
    public List<String> unchecked() {
        return StoredLogic.sections(baseline().unknown());
    }

    @Override
    public long version() {
        return newest().number();
    }

    private ConfigVersion newest() {
        return Objects.requireNonNull(stored.version(), "a log without a version is refused when it is read");
    }

    private ConfigHistory remembered() {
        var history = new ConfigHistory();
        stored.history().forEach(history::add);
        return history;
    }

    private Baseline baseline() {
        return StoredLogic.baseline(schema, stored, remembered());
    }

    @Override
    public Result<Values> values(String path) {
        var values = new TreeMap<String, Value>();
        stored.effective().forEach((setting, value) -> {
            if (ConfigPath.within(setting, path)) {
                values.put(setting, Masking.stored(schema, setting, value));
            }
        });
        return values.isEmpty() ? Result.err(notFound(path)) : Result.ok(new Values(version(), values));
    }

    private FoundationError notFound(String path) {
        return StoredLogic.notFound(path, newest(), stored.effective().keySet()).toError();
    }

    @Override
    public List<ConfigVersion> history() {
        return remembered().versions();
    }

    @Override
    public Result<List<ConfigVersion.Difference>> diff(long from, long to) {
        return remembered().diff(schema, from, to);
    }

    @Override
    public Result<ConfigExplanation> explain(String path) {
        return stored.effective().containsKey(path)
                ? Result.ok(StoredLogic.explain(schema, stored, remembered(), path))
                : Result.err(notFound(path));
    }

    /// As the interface says. Blocks for the I/O.
    ///
    /// Errors: `C302`, `C401`, `C201`-`C203`, `C403` as for a node; `D204` without
    /// [#withRecord(Class)], when that record is not the one whose run-time values are here, and
    /// for an edit computed from a value.
    @Override
    public Result<ConfigVersion> update(UnaryOperator<ConfigChange> change) {
        return update(OptionalLong.empty(), change);
    }

    @Override
    public Result<ConfigVersion> update(long expectedVersion, UnaryOperator<ConfigChange> change) {
        return update(OptionalLong.of(expectedVersion), change);
    }

    private Result<ConfigVersion> update(OptionalLong expected, UnaryOperator<ConfigChange> change) {
        return change.apply(ConfigChange.nothing())
                .withoutValues(Config.who())
                .flatMap(edits -> changed(now -> {
                    var current = expected.isEmpty() ? Result.done() : unchanged(expected.getAsLong(), edits);
                    return current.flatMap(_ ->
                            ConfigLogic.update(now, edits, scheduler.clock().wallTime()));
                }))
                .map(ConfigState::version);
    }

    private Result<Done> unchanged(long version, ConfigEdits edits) {
        return remembered()
                .changedSince(version)
                .flatMap(changed -> ConfigLogic.unchanged(version, edits.edits().keySet(), changed));
    }

    @Override
    public Result<ConfigVersion.Rollback> rollback(long version) {
        return remembered()
                .whole(version)
                .flatMap(then -> changed(now -> backTo(then, now))
                        .map(next -> new ConfigVersion.Rollback(next.version(), differing(next, then))));
    }

    private Result<ConfigState> backTo(ChangeRecord then, ConfigState now) {
        return ConfigLogic.rollBack(now, then, Config.who(), scheduler.clock().wallTime());
    }

    private Map<String, String> differing(ConfigState next, ChangeRecord then) {
        return ConfigLogic.differing(baseline(), next.runtime(), then.changed(), stored.effective());
    }

    private Result<ConfigState> changed(Function<ConfigState, Result<ConfigState>> decision) {
        var misfit = StoredLogic.misfit(schema, stored, recordName());
        if (misfit.isPresent()) {
            return Result.err(misfit.get());
        }
        return ChangeFile.open(directory, scheduler::random).flatMap(opened -> {
            try (var log = opened.log()) {
                stored = opened.stored();
                var now = StoredLogic.state(baseline(), stored, newest());
                return decision.apply(now)
                        .flatMap(next -> next.equals(now) ? Result.ok(next) : written(log, now, next));
            }
        });
    }

    private Result<ConfigState> written(ChangeLog log, ConfigState before, ConfigState next) {
        var change = StoredLogic.record(stored, before, next);
        try {
            log.append(change.encode());
        } catch (IOException e) {
            return Result.err(FoundationError.of(
                            FoundationErrorType.CONFIG_STORAGE_FAILED,
                            "version " + next.version().number() + " was not written")
                    .causedBy(e));
        }
        stored = StoredLogic.after(stored, change);
        return Result.ok(next);
    }
}
