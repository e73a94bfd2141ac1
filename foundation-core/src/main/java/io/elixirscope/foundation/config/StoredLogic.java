package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.Layer.Given;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Suggestion;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Decisions about a configuration of which no more is known than its change log. Pure.
final class StoredLogic {
    /// What lies below the run-time layer: which source gives a value is not written down.
    private static final String BELOW = "a source or default";

    private StoredLogic() {}

    /// The schema with what the log tells of the layers below the run-time layer. What it does not tell is unknown:
    /// secrets, and required settings that have no value in it.
    static Baseline baseline(ConfigSchema schema, Stored stored, ConfigHistory history) {
        var given = new LinkedHashMap<>(Layers.defaults(schema).settings());
        var unknown = new HashSet<String>();
        for (var setting : schema.settings()) {
            if (setting.presence() == SchemaNode.Presence.REQUIRED && !given.containsKey(setting.path())) {
                unknown.add(setting.path());
            }
        }
        for (var path : stored.effective().keySet()) {
            var value = below(stored, history, path);
            if (schema.setting(path) == null || value == null) {
                continue;
            }
            unknown.remove(path);
            given.remove(path);
            if (Fingerprint.is(value)) {
                unknown.add(path);
                given.put(path, new Given(Value.of(Masking.HIDDEN), BELOW, null));
            } else if (!(value instanceof Value.NullValue)) {
                given.put(path, new Given(value, BELOW, null));
            }
        }
        return new Baseline(schema, List.of(new Layer(BELOW, given, List.of())), given, Set.of(), unknown);
    }

    /// What the setting would have without its run-time value: what it had before it was given one, as far back as is
    /// kept; null where that is not known.
    private static @Nullable Value below(Stored stored, ConfigHistory history, String path) {
        if (!stored.runtime().containsKey(path)) {
            return stored.effective().get(path);
        }
        return history.records().reversed().stream()
                .filter(change -> !change.runtime().containsKey(path))
                .findFirst()
                .map(change -> history.whole(change.version().number()).orElse(change))
                .map(whole -> whole.changed().get(path))
                .orElse(null);
    }

    /// The newest version as something that changes can be made to.
    static ConfigState state(Baseline base, Stored stored, ConfigVersion version) {
        var runtime = new TreeMap<>(stored.runtime());
        runtime.values().removeIf(SecretKeeper::isReference);
        var valid = base.with(runtime) instanceof Validation.Valid checked
                ? checked
                : new Validation.Valid(stored.effective(), Map.of());
        return new ConfigState(version, base, runtime, valid, SecretKeeper.ids(stored.runtime()));
    }

    /// Why the schema cannot be that of the log; empty when it can.
    ///
    /// @param recordName the name of the record that the last node had
    static Optional<FoundationError> misfit(ConfigSchema schema, Stored stored, Optional<String> recordName) {
        if (schema.roots().isEmpty()) {
            return Optional.of(refused("no node runs here, and changes are checked against the application's record"
                    + recordName.map(name -> ", " + name).orElse("")));
        }
        if (stored.effective().keySet().stream().noneMatch(path -> schema.setting(path) != null)) {
            return Optional.of(refused("this is not the application's record: it has none of the settings here"));
        }
        var strange = new TreeSet<>(stored.runtime().keySet());
        strange.removeIf(path -> schema.setting(path) != null);
        return strange.isEmpty()
                ? Optional.empty()
                : Optional.of(refused("this is not the application's record: it lacks what has a run-time value here, "
                        + String.join(", ", strange)));
    }

    private static FoundationError refused(String why) {
        return FoundationError.of(FoundationErrorType.INVALID_INPUT, why);
    }

    /// The record of the step from one state to the next; what is unknown stays as it is stored.
    static ChangeRecord record(Stored stored, ConfigState before, ConfigState next) {
        var effective = new TreeMap<>(stored.effective());
        var now = next.valid().effective();
        for (var path : ConfigLogic.changedPaths(before.valid().effective(), now)) {
            var value = now.get(path);
            if (value == null) {
                effective.remove(path);
            } else {
                effective.put(path, value);
            }
        }
        var sources = stored.history().isEmpty()
                ? Map.<String, String>of()
                : stored.history().getLast().secretSources();
        return ChangeRecord.between(stored.effective(), effective, next, sources);
    }

    static Stored after(Stored stored, ChangeRecord change) {
        var history = new ConfigHistory();
        stored.history().forEach(history::add);
        history.add(change);
        return new Stored(change.version(), change.runtime(), change.over(stored.effective()), history.records());
    }

    /// The sections that settings are in, the root as the empty path.
    static List<String> sections(Set<String> paths) {
        var sections = new TreeSet<String>();
        paths.forEach(path -> sections.add(path.substring(0, Math.max(0, path.lastIndexOf('.')))));
        return List.copyOf(sections);
    }

    static ConfigProblem notFound(String path, ConfigVersion version, Set<String> known) {
        boolean section = known.stream().anyMatch(setting -> ConfigPath.within(setting, path));
        var rule = section
                ? " is a section: name its settings one by one"
                : " is no setting of version " + version.number() + Suggestion.hint(path, known);
        return new ConfigProblem(FoundationErrorType.CONFIG_PATH_NOT_FOUND, path, path + rule, null);
    }

    /// As far as the log tells: the run-time value, and what lies below it; the rule where the schema has it.
    ///
    /// @param path one that has a value in the log
    static ConfigExplanation explain(ConfigSchema schema, Stored stored, ConfigHistory history, String path) {
        var setting = Optional.ofNullable(schema.setting(path));
        var given = new ArrayList<ConfigExplanation.Given>();
        var runtime = stored.runtime().get(path);
        if (runtime != null) {
            given.add(
                    new ConfigExplanation.Given(Layers.RUN_TIME, "", shown(runtime), "wins: no higher layer gives it"));
        }
        var below = below(stored, history, path);
        if (below != null && !(below instanceof Value.NullValue)) {
            var verdict = runtime == null ? "wins: no run-time value" : "shadowed by " + Layers.RUN_TIME;
            given.add(new ConfigExplanation.Given(BELOW, "", Masking.stored(schema, path, below), verdict));
        }
        return new ConfigExplanation(
                path,
                Masking.stored(schema, path, stored.effective().get(path)),
                setting.map(one -> ExplainLogic.rule(schema, one)),
                given,
                history.lastChange(path));
    }

    private static Value shown(Value runtime) {
        return SecretKeeper.isReference(runtime) ? Value.of(Masking.HIDDEN) : runtime;
    }
}
