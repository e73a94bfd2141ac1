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
    static Result<ConfigState> update(Baseline base, ConfigState state, ConfigEdits change, Instant now) {
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
            case Validation.Valid valid -> Result.ok(next(base.schema(), state, runtime, valid, change, now));
        };
    }

    /// What a rollback makes of a version: the run-time layer is `then`'s, the sources are as they are now.
    ///
    /// Errors: C401 for a path that would have to change and is not changeable at run time, C302 for one that is
    /// no setting any more, C201-C203.
    ///
    /// @param then the version to go back to, with its run-time layer
    static Result<ConfigState> rollBack(Baseline base, ConfigState state, ChangeRecord then, String who, Instant now) {
        var edits = new TreeMap<String, Edit>();
        for (var path : changedPaths(state.runtime(), then.runtime())) {
            var value = then.runtime().get(path);
            edits.put(path, value == null ? new Edit.Reset() : new Edit.Assign(value));
        }
        var cause = "rollback to version " + then.version().number();
        return update(base, state, new ConfigEdits(edits, Map.of(), who, cause), now);
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

    private static ConfigState next(
            ConfigSchema schema,
            ConfigState state,
            Map<String, Value> runtime,
            Validation.Valid valid,
            ConfigEdits change,
            Instant now) {
        if (runtime.equals(state.runtime())) {
            return state;
        }
        var changed = changedPaths(state.valid().effective(), valid.effective());
        var before = state.version();
        if (changed.isEmpty()) {
            return new ConfigState(before, runtime, valid);
        }
        var cause = change.cause().isEmpty() ? "update" : change.cause();
        var version = new ConfigVersion(
                before.number() + 1,
                now,
                told(schema, valid, change.who(), LONGEST_WHO),
                told(schema, valid, cause, LONGEST_CAUSE),
                changed);
        return new ConfigState(version, runtime, valid);
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

    /// Free text for the history: bounded, and without the value of any secret.
    private static String told(ConfigSchema schema, Validation.Valid valid, String text, int longest) {
        var told = text;
        for (var setting : valid.effective().entrySet()) {
            if (!(setting.getValue() instanceof Value.NullValue) && schema.secret(setting.getKey())) {
                told = Masking.without(told, RawValue.text(setting.getValue()));
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
                rejected.add(new Rejected(path, value, problems.getFirst().message()));
            }
        }
        var verdict = base.with(kept);
        while (verdict instanceof Validation.Invalid(var problems) && !kept.isEmpty()) {
            for (var culprit : culprits(base, kept, problems).entrySet()) {
                var value = kept.remove(culprit.getKey());
                rejected.add(
                        new Rejected(culprit.getKey(), value == null ? Value.ofNull() : value, culprit.getValue()));
            }
            verdict = base.with(kept);
        }
        return new Settled(kept, rejected, verdict);
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
