package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Decisions about versions of a configuration. Pure.
final class ConfigLogic {
    private static final int LONGEST_CAUSE = 1_000;
    private static final int LONGEST_WHO = 128;

    private ConfigLogic() {}

    /// What a change set makes of a version: the same state when it changes nothing, else the next state. A
    /// change of the run-time layer that leaves every effective value as it is keeps the version.
    ///
    /// Errors: C302 for an unknown path, C401 for one not changeable at run time, C201-C203 for values and
    /// rules, C402 when a computed edit was computed from a value that is no longer in force.
    static Result<ConfigState> update(ConfigState state, ConfigEdits change, Instant now) {
        var base = state.base();
        var problems = ConfigValidator.checkEdits(base.schema(), change.edits());
        if (!problems.isEmpty()) {
            return Result.err(ConfigValidator.error(problems));
        }
        for (var expected : change.expected().entrySet()) {
            if (!expected.getValue().equals(state.valid().effective().get(expected.getKey()))) {
                return Result.err(FoundationErrorType.CONFIG_CONFLICT, expected.getKey() + " changed meanwhile");
            }
        }
        var runtime = applied(base.schema(), state.runtime(), change.edits());
        return switch (base.with(runtime)) {
            case Validation.Invalid(var broken) -> Result.err(ConfigValidator.error(broken));
            case Validation.Valid valid ->
                Result.ok(next(
                        state,
                        new ConfigState(state.version(), base, runtime, valid, state.secretIds()),
                        change.who(),
                        why(change),
                        now));
        };
    }

    /// What a rollback makes of a version: the run-time layer is `then`'s, the sources are as they are now. A secret
    /// that `then`'s layer had keeps the value of now: the layer's, or that of the layers below.
    ///
    /// Errors: C401 for a path that would have to change and is not changeable at run time, C302 for one that is
    /// no setting any more, C201-C203.
    ///
    /// @param then the version to go back to, with its run-time layer
    static Result<ConfigState> rollBack(ConfigState state, ChangeRecord then, String who, Instant now) {
        var edits = new TreeMap<String, Edit>();
        for (var path : changedPaths(state.runtime(), then.runtime())) {
            var value = then.runtime().get(path);
            if (value == null) {
                edits.put(path, new Edit.Reset());
            } else if (!SecretKeeper.isReference(value)
                    && !state.base().schema().secret(path)) {
                edits.put(path, new Edit.Assign(value));
            }
        }
        var cause = "rollback to version " + then.version().number();
        return update(state, new ConfigEdits(edits, Map.of(), who, cause), now);
    }

    /// The paths whose values differ, each with the layer that holds its value now.
    ///
    /// @param then stored values of a version
    /// @param stored those of now
    static Map<String, String> differing(
            Baseline base, Map<String, Value> runtime, Map<String, Value> then, Map<String, Value> stored) {
        var differing = new TreeMap<String, String>();
        for (var path : changedPaths(then, stored)) {
            var given = base.given().get(path);
            var below = given == null ? "no layer" : given.layer();
            differing.put(path, runtime.containsKey(path) ? Layers.RUN_TIME : below);
        }
        return differing;
    }

    private static String why(ConfigEdits change) {
        return change.cause().isEmpty() ? "update" : change.cause();
    }

    /// What sources that were read again make of a version. Settings that cannot change at run time keep their
    /// values and are pending; both the whole as a restart would have it and the whole with them must be valid. The
    /// same state when the sources say what they said.
    ///
    /// Errors: those of the sources, all at once; C201-C203 for values and rules.
    static Result<ConfigState> reload(ConfigState state, List<Layer> layers, String who, String cause, Instant now) {
        var schema = state.base().schema();
        if (layers.stream().anyMatch(layer -> !layer.problems().isEmpty())) {
            return Result.err(ConfigValidator.error(ConfigValidator.checkLayers(schema, layers)));
        }
        var fresh = Baseline.of(schema, layers);
        return over(state, fresh)
                .flatMap(restarted -> {
                    var pending = restartOnly(schema, changedPaths(effective(state), effective(restarted)));
                    return pending.isEmpty()
                            ? Result.ok(restarted)
                            : over(state, fresh.keeping(pending, state.base()))
                                    .mapError(error -> error.with("pendingRestart", String.join(",", pending)));
                })
                .map(next -> next(state, next, who, cause, now));
    }

    /// The version's run-time layer over another baseline.
    private static Result<ConfigState> over(ConfigState state, Baseline base) {
        return switch (base.with(state.runtime())) {
            case Validation.Invalid(var broken) -> Result.err(ConfigValidator.error(broken));
            case Validation.Valid valid ->
                Result.ok(new ConfigState(state.version(), base, state.runtime(), valid, state.secretIds()));
        };
    }

    private static Map<String, Value> effective(ConfigState state) {
        return state.valid().effective();
    }

    private static Set<String> restartOnly(ConfigSchema schema, Set<String> paths) {
        var restartOnly = new TreeSet<String>();
        for (var path : paths) {
            var setting = schema.setting(path);
            if (setting == null || !setting.updatable()) {
                restartOnly.add(path);
            }
        }
        return restartOnly;
    }

    /// The paths that sources give otherwise than before, but a change made at run time lies over them.
    static Set<String> shadowed(ConfigState before, ConfigState after) {
        var old = Layers.merge(before.base().layers());
        var fresh = Layers.merge(after.base().layers());
        var shadowed = new TreeSet<String>();
        for (var path : after.runtime().keySet()) {
            var was = old.get(path);
            var is = fresh.get(path);
            if (is == null ? was != null : was == null || !is.raw().equals(was.raw())) {
                shadowed.add(path);
            }
        }
        return shadowed;
    }

    /// The state that follows on another: a new version if any effective value differs.
    private static ConfigState next(ConfigState state, ConfigState asked, String who, String cause, Instant now) {
        if (asked.base().equals(state.base()) && asked.runtime().equals(state.runtime())) {
            return state;
        }
        var kept = new TreeMap<>(state.secretIds());
        kept.keySet().removeAll(changedPaths(state.runtime(), asked.runtime()));
        var changed = changedPaths(effective(state), effective(asked));
        if (changed.isEmpty()) {
            return asked.withSecretIds(kept);
        }
        var schema = asked.base().schema();
        var version = new ConfigVersion(
                state.version().number() + 1,
                now,
                told(schema, state, asked.valid(), who, LONGEST_WHO),
                told(schema, state, asked.valid(), cause, LONGEST_CAUSE),
                changed);
        return new ConfigState(version, asked.base(), asked.runtime(), asked.valid(), kept);
    }

    private static Map<String, Value> applied(
            ConfigSchema schema, Map<String, Value> runtime, Map<String, Edit> edits) {
        var next = new TreeMap<>(runtime);
        edits.forEach((path, edit) -> {
            switch (edit) {
                case Edit.Reset _ -> next.remove(path);
                case Edit.Assign(var given) -> canonical(schema, path, given).ifPresent(value -> next.put(path, value));
            }
        });
        return next;
    }

    /// The canonical form of a given value, empty when the path has no such value.
    static Optional<Value> canonical(ConfigSchema schema, String path, Object given) {
        var setting = schema.setting(path);
        return setting == null
                ? Optional.empty()
                : setting.type()
                        .raw(given)
                        .flatMap(raw -> setting.type().read(raw) instanceof Conversion.Converted(var value)
                                ? Optional.of(setting.type().write(value))
                                : Optional.empty());
    }

    /// Paths whose values differ, those that only one side has among them.
    static Set<String> changedPaths(Map<String, Value> before, Map<String, Value> after) {
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        paths.removeIf(path -> {
            var value = after.get(path);
            return value != null && value.equals(before.get(path));
        });
        return paths;
    }

    /// Whether none of the paths is among those that changed after a version.
    ///
    /// Errors: C402, naming each that is, the version that changed it last, by whom and why.
    static Result<Done> unchanged(long version, Set<String> paths, Map<String, ConfigVersion> changedSince) {
        var lost = new TreeMap<>(changedSince);
        lost.keySet().retainAll(paths);
        if (lost.isEmpty()) {
            return Result.done();
        }
        var told = new StringJoiner("; ");
        lost.forEach((path, last) -> told.add(path + " by version " + last.said()));
        return Result.err(FoundationError.of(
                        FoundationErrorType.CONFIG_CONFLICT, "changed after version " + version + ": " + told)
                .with("paths", String.join(",", lost.keySet())));
    }

    /// Free text for the history: bounded, and without the value of any secret, as it is and as it was.
    private static String told(
            ConfigSchema schema, ConfigState before, Validation.Valid valid, String text, int longest) {
        var told = text;
        for (var values : List.of(valid.effective(), before.valid().effective())) {
            for (var setting : values.entrySet()) {
                if (!(setting.getValue() instanceof Value.NullValue) && schema.secret(setting.getKey())) {
                    told = Masking.without(told, RawValue.text(setting.getValue()));
                }
            }
        }
        return told.length() > longest ? told.substring(0, longest - 1) + "…" : told;
    }

    /// The run-time layer of an earlier run over today's sources: what no longer validates is set aside, the
    /// rest stays.
    ///
    /// @return the settled layer; only where the sources alone do not validate is its verdict invalid
    static Settled settle(Baseline base, Map<String, Value> stored) {
        var kept = new TreeMap<>(stored);
        var rejected = new ArrayList<Rejected>();
        for (var path : stored.keySet()) {
            var value = kept.getOrDefault(path, Value.ofNull());
            var problems = ConfigValidator.checkEdits(base.schema(), Map.of(path, new Edit.Assign(value)));
            if (!problems.isEmpty()) {
                kept.remove(path);
                rejected.add(rejected(base, path, value, problems.getFirst().message()));
            }
        }
        var verdict = base.with(kept);
        while (verdict instanceof Validation.Invalid(var problems) && !kept.isEmpty()) {
            for (var culprit : culprits(base, kept, problems).entrySet()) {
                var value = kept.remove(culprit.getKey());
                rejected.add(rejected(base, culprit.getKey(), value, culprit.getValue()));
            }
            verdict = base.with(kept);
        }
        return new Settled(kept, rejected, verdict);
    }

    /// The value of a secret does not show.
    private static Rejected rejected(Baseline base, String path, @Nullable Value value, String rule) {
        return new Rejected(path, Masking.stored(base.schema(), path, value), rule);
    }

    /// Where the value of each secret comes from: the layer that gives it, or the store for those set at run time.
    static Map<String, String> secretSources(Baseline base, ConfigState state) {
        var sources = new TreeMap<String, String>();
        var store = base.schema().secretStore();
        for (var path : state.valid().effective().keySet()) {
            var given = base.given().get(path);
            if (base.schema().secret(path) && store != null && state.secretIds().containsKey(path)) {
                sources.put(path, store);
            } else if (base.schema().secret(path) && given != null) {
                sources.put(path, given.layer());
            }
        }
        return sources;
    }

    /// The one override without which there are fewer problems, else all that they may come from.
    private static Map<String, String> culprits(
            Baseline base, Map<String, Value> runtime, List<ConfigProblem> problems) {
        var suspects = suspects(problems, runtime.keySet());
        for (var suspect : suspects.entrySet()) {
            var without = new TreeMap<>(runtime);
            without.remove(suspect.getKey());
            if (!(base.with(without) instanceof Validation.Invalid(var left)) || left.size() < problems.size()) {
                return Map.of(suspect.getKey(), suspect.getValue());
            }
        }
        return suspects;
    }

    /// The overrides that a problem may come from: those at its path or below, else those in the nearest
    /// section around it that has any.
    private static Map<String, String> suspects(List<ConfigProblem> problems, Set<String> overrides) {
        var suspects = new TreeMap<String, String>();
        for (var problem : problems) {
            var around = problem.path();
            while (!around.isEmpty() && !anyWithin(overrides, around)) {
                around = around.substring(0, Math.max(0, around.lastIndexOf('.')));
            }
            for (var path : overrides) {
                if (ConfigPath.within(path, around)) {
                    suspects.put(path, problem.message());
                }
            }
        }
        return suspects;
    }

    private static boolean anyWithin(Set<String> paths, String ancestor) {
        return paths.stream().anyMatch(path -> ConfigPath.within(path, ancestor));
    }

    /// The version a start comes to: the last one when nothing effective changed since, else the next.
    ///
    /// @param last the newest version on record, with what was stored of its values
    /// @param stored today's effective values in the form they are stored
    static ConfigVersion started(Stored last, Map<String, Value> stored, String who, Instant now) {
        var version = last.version();
        if (version == null) {
            return new ConfigVersion(1, now, who, "first start", new HashSet<>(stored.keySet()));
        }
        var changed = changedPaths(last.effective(), stored);
        return changed.isEmpty()
                ? version
                : new ConfigVersion(version.number() + 1, now, who, "start: the sources changed", changed);
    }
}
