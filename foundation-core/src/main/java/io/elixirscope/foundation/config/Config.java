package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.ConfigProtocol.Answer;
import io.elixirscope.foundation.config.ConfigProtocol.Apply;
import io.elixirscope.foundation.config.ConfigProtocol.RollBack;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Live configuration: an application's record, always valid, changed whole or not at all. Thread-safe.
///
/// Reading never waits. Changing goes through a supervised server; while it restarts, reads answer from the
/// last view and changes wait; once it is stopped, `get` and `update` answer `S102 service_unavailable` and
/// `current` still gives the last view.
///
/// @param <C> the application's record
public final class Config<C> implements AutoCloseable {
    private static final int ATTEMPTS = 1_000;

    private final ConfigTable<C> table;
    private final ConfigReports reports;
    private final GenServer<ConfigProtocol, ConfigSnapshot<C>> definition;
    private final Server<ConfigProtocol, ConfigSnapshot<C>> server;

    Config(
            ConfigTable<C> table,
            ConfigReports reports,
            GenServer<ConfigProtocol, ConfigSnapshot<C>> definition,
            ServerRuntime runtime) {
        this.table = table;
        this.reports = reports;
        this.definition = definition;
        this.server = runtime.ref(definition);
    }

    /// Begins a configuration.
    ///
    /// @param <C> the application's record
    /// @param type its class; [FoundationConfig] where the application has no settings of its own
    /// @return a builder
    public static <C> ConfigBuilder<C> builder(Class<C> type) {
        return new ConfigBuilder<>(type);
    }

    /// The application's settings now. One volatile read; never fails.
    ///
    /// @return its record
    public C current() {
        return table.snapshot().current();
    }

    /// The Foundation's own settings now. One volatile read; never fails.
    ///
    /// @return its record
    public FoundationConfig foundation() {
        return table.snapshot().foundation();
    }

    /// The whole version in force. One volatile read; never fails.
    ///
    /// @return an immutable snapshot
    public ConfigSnapshot<C> snapshot() {
        return table.snapshot();
    }

    /// The number of the version in force.
    ///
    /// @return from 1, growing, across restarts where the configuration has a directory
    public long version() {
        return table.snapshot().version().number();
    }

    /// The newest versions.
    ///
    /// @return at most 1,024, oldest first, the version in force last
    public List<ConfigVersion> history() {
        return table.history();
    }

    /// What differs between two versions. Waits for a write under way.
    ///
    /// Errors: `C303` when one of them is not among the newest 1,024, with the range that is kept.
    ///
    /// @param from a version's number
    /// @param to another's, older or newer
    /// @return one entry for each setting whose value differs, sorted by path
    public Result<List<ConfigVersion.Difference>> diff(long from, long to) {
        return table.diff(from, to);
    }

    /// One setting, or the record of one section. Does not block.
    ///
    /// Errors: `C302` when there is no such path or an optional setting is absent, `D203` when it is of another
    /// type, `S102` when the configuration server is stopped, was never started or was given up.
    ///
    /// @param <T> its type
    /// @param path the dotted path; empty for the root
    /// @param type its type
    /// @return the value in force
    public <T> Result<T> get(String path, Class<T> type) {
        return server.closed()
                ? Result.err(FoundationErrorType.SERVICE_UNAVAILABLE, "the server " + server.name() + " does not run")
                : table.snapshot().get(path, type);
    }

    /// Applies a change set whole or not at all. Returns when the change is written and in force. Blocks, at
    /// most 5 s and never beyond the deadline of the current error context.
    ///
    /// Errors: `C302` unknown path, `C401` not changeable at run time, `C201`-`C203` values and rules (all
    /// problems at once, as causes), `C402` when a computed edit lost against other changes 1,000 times, `C403`
    /// when the change could not be written, and those of a call: `S102`, `S402`, `S403`, `S404`, `E301`.
    /// Nothing was applied then, but for `E301` and `S402`, after which it may have been.
    ///
    /// Emits `elixir_scope.config.update`, or `elixir_scope.config.refused` and `elixir_scope.error.occurred`.
    ///
    /// @param change makes the change set: `change -> change.set("orders.batch-size", 50).because("load test")`
    /// @return the version in force then; the same as before when no effective value changed
    public Result<ConfigVersion> update(UnaryOperator<ConfigChange> change) {
        return update(OptionalLong.empty(), change);
    }

    /// Applies a change set as [#update(UnaryOperator)] does, but only if none of *its* paths changed after
    /// a version: compare and set. What others changed elsewhere meanwhile is no conflict.
    ///
    /// Errors: those of the other form; `C402` when a path changed since, with the version that did it, by whom
    /// and why; `C303` when the version is not among the newest 1,024, with the range that is kept.
    ///
    /// Emits the same events.
    ///
    /// @param expectedVersion the version that the change was decided on, such as that of a [#snapshot()]
    /// @param change makes the change set
    /// @return the version in force then
    public Result<ConfigVersion> update(long expectedVersion, UnaryOperator<ConfigChange> change) {
        return update(OptionalLong.of(expectedVersion), change);
    }

    private Result<ConfigVersion> update(OptionalLong expected, UnaryOperator<ConfigChange> change) {
        var asked = change.apply(ConfigChange.nothing());
        var who = who();
        return carriedOut(
                        who,
                        () -> asked.resolve(table.snapshot(), who)
                                .peekError(error -> reports.refused(error, List.of(), who))
                                .flatMap(edits -> server.call(new Apply(edits, expected))))
                .map(Answer.Applied::version);
    }

    /// Makes the run-time layer what it was in a version: a *new* version, which can be rolled back in its turn.
    /// Sources are never touched: settings whose value came from one then, and secrets, keep the value of now;
    /// the answer lists what still differs. Validated like any change; nothing effective changed, no new version.
    /// Blocks as [#update(UnaryOperator)] does.
    ///
    /// Errors: `C303` when the version is not among the newest 1,024, with the range that is kept; `C401` when a
    /// setting would have to change that is not changeable at run time any more, named, and nothing is rolled
    /// back; `C302` when one is no setting any more; `C201`-`C203`, `C402`, `C403` and those of a call as for
    /// `update`.
    ///
    /// Emits the same events; the cause is `rollback to version n`.
    ///
    /// @param version the number of a version, such as one of [#history()]
    /// @return the version in force then, and the settings that still differ from the one asked for
    public Result<ConfigVersion.Rollback> rollback(long version) {
        var who = who();
        return carriedOut(who, () -> server.call(new RollBack(version, who)))
                .map(applied -> new ConfigVersion.Rollback(applied.version(), applied.differing()));
    }

    private Result<Answer.Applied> carriedOut(String who, Supplier<Result<Answer>> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            switch (change.get()) {
                case Result.Err<Answer> failure -> {
                    return failure.as();
                }
                case Result.Ok<Answer>(Answer.Applied applied) -> {
                    return Result.ok(applied);
                }
                case Result.Ok<Answer>(Answer.Outdated()) -> Thread.onSpinWait();
            }
        }
        Result<Answer.Applied> conflict =
                Result.err(FoundationErrorType.CONFIG_CONFLICT, "other changes came first " + ATTEMPTS + " times");
        return conflict.peekError(error -> reports.refused(error, List.of(), who));
    }

    static String who() {
        var context = ErrorContext.currentOrNull();
        return context != null && context.metadata().get("who") instanceof Value.TextValue(var who) ? who : "local";
    }

    /// Since when reads answer from the view of a server that is over.
    ///
    /// @return the wall time of its end; empty while it runs
    public Optional<Instant> staleSince() {
        return server.staleSince();
    }

    /// Whether changes are handled now.
    ///
    /// @return false while the server restarts or is stopped
    public boolean available() {
        return server.available();
    }

    /// The server that a supervision tree must run for updates to be possible.
    ///
    /// @return its definition
    public GenServer<?, ?> server() {
        return definition;
    }

    /// Releases the change file; updates answer `S102` from then on, reads still give the last view.
    @Override
    public void close() {
        table.close();
    }
}
