package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Versions, run-time layer and change log: what outlives every incarnation of the configuration server, which
/// tends it. Thread-safe.
///
/// @param <C> the application's record
final class ConfigTable<C> implements AutoCloseable {
    private final Class<C> type;
    private final ConfigSchema schema;
    private final SourceWatch watch;
    private final Fingerprint fingerprint;
    private final ReentrantLock lock = new ReentrantLock();
    private final ChangeLog log;
    private final SecretKeeper secrets;
    private final ConfigHistory history = new ConfigHistory();
    private final ConfigAudience<C> audience = new ConfigAudience<>();
    private Map<String, Value> stored;
    private volatile boolean closed;
    private volatile ConfigSnapshot<C> snapshot;
    private volatile @Nullable FoundationError failed;
    private volatile @Nullable FoundationError notCompacted;

    /// @param start the version the start came to, already in the log
    ConfigTable(Class<C> type, SourceWatch watch, ChangeFile.Opened opened, SecretKeeper secrets, ConfigState start) {
        this.type = type;
        this.schema = start.base().schema();
        this.watch = watch;
        this.fingerprint = opened.fingerprint();
        this.log = opened.log();
        this.secrets = secrets;
        this.stored = fingerprint.stored(schema, start.valid().effective());
        this.snapshot = new ConfigSnapshot<>(schema, type, start);
        opened.stored().history().forEach(history::add);
        history.add(ChangeRecord.between(
                opened.stored().effective(), stored, start, ConfigLogic.secretSources(start.base(), start)));
    }

    ConfigSchema schema() {
        return schema;
    }

    SourceWatch watch() {
        return watch;
    }

    ConfigSnapshot<C> snapshot() {
        return snapshot;
    }

    /// The newest versions, oldest first, at most 1,024.
    List<ConfigVersion> history() {
        return remembered(ConfigHistory::versions);
    }

    /// What the history tells. Waits for a write under way.
    <T> T remembered(Function<ConfigHistory, T> question) {
        lock.lock();
        try {
            return question.apply(history);
        } finally {
            lock.unlock();
        }
    }

    /// Errors: C303.
    Result<List<ConfigVersion.Difference>> diff(long from, long to) {
        return remembered(history -> history.diff(schema, from, to));
    }

    /// Which values are not those of a version, and what holds them.
    Map<String, String> differing(ConfigState now, ChangeRecord then) {
        var values = fingerprint.stored(schema, now.valid().effective());
        return ConfigLogic.differing(now.base(), now.runtime(), then.changed(), values);
    }

    /// Errors: C302.
    Result<ConfigExplanation> explain(String path) {
        var setting = schema.setting(path);
        return setting == null
                ? Result.err(ConfigValidator.notFound(schema, path).toError())
                : Result.ok(remembered(
                        history -> ExplainLogic.explain(snapshot.state(), setting, history.lastChange(path))));
    }

    /// Why the last write failed; empty once one succeeded again.
    Optional<FoundationError> failed() {
        return Optional.ofNullable(failed);
    }

    /// Waits until no commit of an earlier incarnation is under way.
    ///
    /// @return the version in force then
    ConfigVersion passBarrier() {
        lock.lock();
        try {
            return snapshot.version();
        } finally {
            lock.unlock();
            audience.wake();
        }
    }

    ConfigAudience<C> audience() {
        return audience;
    }

    boolean closed() {
        return closed;
    }

    /// Adds a subscriber made for the version in force: it is told of each one after that.
    ///
    /// Errors: S102 after the end.
    Result<ConfigUpdate.Subscription> subscribe(Function<ConfigSnapshot<C>, ConfigSubscriber<C>> made) {
        lock.lock();
        try {
            if (closed) {
                return Result.err(FoundationErrorType.SERVICE_UNAVAILABLE, "the configuration is closed");
            }
            var subscriber = made.apply(snapshot);
            audience.add(subscriber);
            return Result.ok(subscriber);
        } finally {
            lock.unlock();
        }
    }

    /// Brings the next state into force with the secrets it sets: those are kept first, and those it replaces are
    /// removed after. Blocks for the I/O.
    ///
    /// Errors: C404 when a secret was not kept, and those of [#commit].
    Result<ConfigState> keepAndCommit(ConfigState before, ConfigState next) {
        return secrets.keep(next).flatMap(kept -> {
            var done = commit(before, kept);
            secrets.forget(done.succeeded() ? before : kept, done.succeeded() ? kept : before);
            return done.map(_ -> kept);
        });
    }

    /// Writes the step from one state to the next and brings it into force. Blocks for the I/O.
    ///
    /// Errors: C402 when `before` is no longer in force, C403 when the record was not written, S102 after the
    /// end, S404 for an incarnation that is fenced; nothing was applied then.
    Result<Done> commit(ConfigState before, ConfigState next) {
        var incarnation = Incarnation.current();
        lock.lock();
        try {
            if (closed) {
                return Result.err(FoundationErrorType.SERVICE_UNAVAILABLE, "the configuration is closed");
            }
            if (incarnation != null && incarnation.fenced()) {
                return Result.err(FoundationErrorType.INCARNATION_FENCED, incarnation + " is over");
            }
            if (!before.equals(snapshot.state())) {
                return Result.err(FoundationErrorType.CONFIG_CONFLICT, "another change came first");
            }
            return write(next);
        } finally {
            lock.unlock();
            audience.wake();
        }
    }

    private Result<Done> write(ConfigState next) {
        var after = fingerprint.stored(schema, next.valid().effective());
        var change = ChangeRecord.between(stored, after, next, ConfigLogic.secretSources(next.base(), next));
        var record = change.encode();
        try {
            if (recorded(next)) {
                log.append(record);
            }
        } catch (IOException e) {
            var error = FoundationError.of(
                            FoundationErrorType.CONFIG_STORAGE_FAILED,
                            "version " + next.version().number() + " was not written and is not in force")
                    .causedBy(e);
            failed = error;
            return Result.err(error);
        }
        failed = null;
        stored = after;
        history.add(change, record.length);
        boolean newer = next.version().number() > snapshot.version().number();
        snapshot = new ConfigSnapshot<>(schema, type, next);
        if (newer) {
            audience.offer(snapshot);
        }
        return Result.done();
    }

    /// Whether a record of the log would say anything new: other places in the sources are no change.
    private boolean recorded(ConfigState next) {
        var now = snapshot.state();
        return next.version().number() != now.version().number()
                || !next.runtime().equals(now.runtime());
    }

    /// Whether the change log holds so much that is no longer kept that [#compact()] is worth its time.
    boolean compactable() {
        return remembered(history -> log.compactable(history.bytes()));
    }

    /// Writes the change log anew with the versions that are kept. Blocks for the I/O; changes wait meanwhile.
    ///
    /// Errors: C403 when that failed, S102 after the end; the log is as before then.
    ///
    /// @return by how many bytes it became shorter
    Result<Long> compact() {
        lock.lock();
        try {
            if (closed) {
                return Result.err(FoundationErrorType.SERVICE_UNAVAILABLE, "the configuration is closed");
            }
            long freed = log.compact(history.records());
            notCompacted = null;
            return Result.ok(freed);
        } catch (IOException e) {
            var error = FoundationError.of(
                            FoundationErrorType.CONFIG_STORAGE_FAILED,
                            "the change file cannot be written anew and grows until it can")
                    .causedBy(e);
            notCompacted = error;
            return Result.err(error);
        } finally {
            lock.unlock();
        }
    }

    /// Why the change log was not written anew; empty once it was.
    Optional<FoundationError> notCompacted() {
        return Optional.ofNullable(notCompacted);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                audience.end();
                log.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
