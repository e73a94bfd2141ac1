package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.ConfigProtocol.Answer;
import io.elixirscope.foundation.config.ConfigProtocol.Apply;
import io.elixirscope.foundation.config.ConfigProtocol.Reload;
import io.elixirscope.foundation.config.ConfigProtocol.RollBack;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Live configuration: an application's record, always valid, changed whole or not at all. Thread-safe.
///
/// Reading never waits. Changing goes through a supervised server; while it restarts, reads answer from the
/// last view and changes wait; once it is stopped, `get` and `update` answer `S102 service_unavailable` and
/// `current` still gives the last view.
///
/// @param <C> the application's record
public final class Config<C> implements VersionedSettings, AutoCloseable {
    private static final int ATTEMPTS = 1_000;
    private static final int QUEUE = 64;

    private final ConfigTable<C> table;
    private final ConfigReports reports;
    private final GenServer<ConfigProtocol, ConfigSnapshot<C>> definition;
    private final Server<ConfigProtocol, ConfigSnapshot<C>> server;
    private final ServerRuntime runtime;

    Config(
            ConfigTable<C> table,
            ConfigReports reports,
            GenServer<ConfigProtocol, ConfigSnapshot<C>> definition,
            ServerRuntime runtime) {
        this.table = table;
        this.reports = reports;
        this.definition = definition;
        this.server = runtime.ref(definition);
        this.runtime = runtime;
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
    @Override
    public long version() {
        return table.snapshot().version().number();
    }

    /// The effective values at a path or below it, of one version. Never waits.
    ///
    /// Errors: `C302` when the path is neither a setting nor a section.
    @Override
    public Result<Values> values(String path) {
        var snapshot = table.snapshot();
        return snapshot.values(path).map(values -> new Values(snapshot.version().number(), values));
    }

    /// The newest versions.
    ///
    /// @return at most 1,024, oldest first, the version in force last
    @Override
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
    @Override
    public Result<List<ConfigVersion.Difference>> diff(long from, long to) {
        return table.diff(from, to);
    }

    /// Why a setting has the value it has: the layer that wins and where it gives the value, every
    /// shadowed value, the rule, the last change. Waits for a write under way. Values of secrets are hidden.
    ///
    /// Errors: `C302` when there is no such setting, or the path is a section.
    ///
    /// @param path the dotted path of one setting
    /// @return the explanation; [ConfigExplanation#text()] is for people
    @Override
    public Result<ConfigExplanation> explain(String path) {
        return table.explain(path);
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
    @Override
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
    @Override
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
    @Override
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

    /// Reads every source again and brings into force what they say, whole or not at all; without
    /// being asked this happens when a file has changed. Settings that are not `@Updatable` keep
    /// their values: they are *pending*, and have the new ones after a restart. So both must be valid,
    /// the whole as a restart would have it and the whole without what is pending. Changes made at run
    /// time stay above the sources. Blocks as [#update(UnaryOperator)] does, and for the I/O, in the
    /// configuration's own thread.
    ///
    /// Errors: those that a start would have, all problems at once: `C101`, `C102`, `C201`-`C203`,
    /// `C301`, `C302` with file, line and column; `C403`; and those of a call. What was in force stays
    /// in force then, and health says so until a reload succeeds.
    ///
    /// Emits `elixir_scope.config.reload`, with a new version `elixir_scope.config.update`; when
    /// refused `elixir_scope.config.refused` and `elixir_scope.error.occurred`.
    ///
    /// @return the version in force then, what waits for a restart, what changes made at run time hide
    public Result<ConfigVersion.Reload> reload() {
        return server.call(new Reload(who()));
    }

    /// The settings whose sources say something else than what is in force, because they cannot
    /// change at run time. One volatile read.
    ///
    /// @return their paths in order; a restart brings their values into force
    public Set<String> pendingRestart() {
        return table.snapshot().state().base().pending();
    }

    /// Tells a function of each version that changes something at or below a path, with a queue of 64;
    /// see [#subscribe(String, int, Consumer)].
    ///
    /// @param path a setting or section; empty for all
    /// @param subscriber what is called
    /// @return the subscription
    public Result<ConfigUpdate.Subscription> subscribe(String path, Consumer<? super ConfigUpdate<C>> subscriber) {
        return subscribe(path, QUEUE, subscriber);
    }

    /// Tells a function of each version from now on that changes something at or below a path, in the
    /// order of versions, after the version is written and in force. Does not block, but for a write under way.
    ///
    /// The function runs on a virtual thread, one call at a time, and holds nobody up. When it falls behind by
    /// more than its queue, all that waits is merged into one step. When it throws, that is counted, and it
    /// gets nothing for a second, doubling to a minute while it goes on to throw; what comes meanwhile waits.
    ///
    /// Errors: `C302` when the path is neither a setting nor a section, `S102` when the configuration is closed.
    ///
    /// Emits `elixir_scope.config.subscriber_failed` and `elixir_scope.error.occurred`.
    ///
    /// @param path a setting or section; empty for all
    /// @param capacity how many steps may wait, `>= 1`
    /// @param subscriber what is called; it may update the configuration and close its own subscription
    /// @return the subscription, which outlives restarts of the server
    /// @throws IllegalArgumentException if `capacity` is below 1
    public Result<ConfigUpdate.Subscription> subscribe(
            String path, int capacity, Consumer<? super ConfigUpdate<C>> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be >= 1, was " + capacity);
        }
        var schema = table.schema();
        if (!path.isEmpty() && schema.setting(path) == null && schema.section(path) == null) {
            return Result.err(ConfigValidator.notFound(schema, path).toError());
        }
        return table.subscribe(now -> new ConfigSubscriber<>(path, capacity, subscriber, now, runtime, reports));
    }

    /// Waits until a version, or a newer one, is in force. Blocks, never beyond the deadline of the current error
    /// context.
    ///
    /// Errors: `E301` when it is not in time, with the version in force then; `S102` when the configuration is
    /// closed; `S408` when the waiting thread is interrupted, its flag kept.
    ///
    /// @param number a version's number
    /// @param timeout how long to wait, `>= 0`
    /// @return the version in force then
    /// @throws IllegalArgumentException if `timeout` is negative
    public Result<ConfigVersion> awaitVersion(long number, Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be >= 0, was " + timeout);
        }
        var left = ErrorContext.current().flatMap(ErrorContext::remaining).orElse(timeout);
        var limit = left.compareTo(timeout) < 0 ? left : timeout;
        long deadline = runtime.scheduler().deadlineAfter(limit);
        var me = Thread.currentThread();
        Runnable watcher = () -> runtime.scheduler().wake(me);
        table.audience().watch(watcher);
        try {
            while (true) {
                var now = table.snapshot().version();
                if (now.number() >= number) {
                    return Result.ok(now);
                }
                var over = over(deadline);
                if (over.isPresent()) {
                    return Result.err(over.get(), "version " + number + " is not in force: it is " + now.number());
                }
                runtime.scheduler().park(this, deadline);
            }
        } finally {
            table.audience().unwatch(watcher);
        }
    }

    private Optional<FoundationErrorType> over(long deadlineNanos) {
        if (table.closed()) {
            return Optional.of(FoundationErrorType.SERVICE_UNAVAILABLE);
        }
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of(FoundationErrorType.CALL_INTERRUPTED);
        }
        return runtime.scheduler().clock().nanos() >= deadlineNanos
                ? Optional.of(FoundationErrorType.TIMEOUT)
                : Optional.empty();
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

    /// Releases the change file and ends all subscriptions; updates answer `S102` from then on, reads still give the
    /// last view.
    @Override
    public void close() {
        table.close();
    }
}
