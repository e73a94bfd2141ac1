package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// One version of the configuration: the content of every source together with the changes made at run time.
/// Immutable.
///
/// @param number from 1, going on across restarts where the configuration has a directory
/// @param at when it came into force
/// @param who the metadata `who` of the error context that asked for it, else `local`
/// @param cause the reason given with the change, or what the start found
/// @param changedPaths the dotted paths whose effective value differs from the version before, in order; values
///     are never part of it
public record ConfigVersion(long number, Instant at, String who, String cause, Set<String> changedPaths) {
    /// Copies the paths in order.
    ///
    /// @throws IllegalArgumentException if the number is below 1
    public ConfigVersion {
        if (number < 1) {
            throw new IllegalArgumentException("number must be >= 1, was " + number);
        }
        changedPaths = Collections.unmodifiableSet(new TreeSet<>(changedPaths));
    }

    /// The version in short, for people: `7 (ann: load test)`.
    String said() {
        return number + " (" + who + ": " + cause + ")";
    }

    /// The version as data, for the control socket and scripts.
    ///
    /// @return a map with `version`, `at`, `who`, `cause` and `paths`
    public Value toValue() {
        return Value.map(fields());
    }

    private Map<String, Value> fields() {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("version", Value.of(number));
        fields.put("at", Value.of(at));
        fields.put("who", Value.of(who));
        fields.put("cause", Value.of(cause));
        fields.put("paths", Value.list(changedPaths.stream().map(Value::of).toList()));
        return fields;
    }

    /// What a rollback came to. Immutable.
    ///
    /// @param version the version in force then
    /// @param differing the settings whose value still is not that of the version asked for, each with
    ///     the layer that holds its value now: a source, `default`, or `no layer` where it has none
    public record Rollback(ConfigVersion version, Map<String, String> differing) {
        /// Copies the paths in order.
        public Rollback {
            differing = Collections.unmodifiableMap(new TreeMap<>(differing));
        }

        /// The outcome as data, for the control socket and scripts.
        ///
        /// @return the fields of the version, and the map `differing`, path → layer
        public Value toValue() {
            var layers = new LinkedHashMap<String, Value>();
            differing.forEach((path, layer) -> layers.put(path, Value.of(layer)));
            var fields = version.fields();
            fields.put("differing", Value.map(layers));
            return Value.map(fields);
        }
    }

    /// What a reload of the sources came to. Immutable.
    ///
    /// @param version the version in force then; the one before when no effective value changed
    /// @param pendingRestart the settings that cannot change at run time and whose sources say something else
    ///     now, in order: they have their new value after a restart
    /// @param shadowed the settings whose sources changed, in order, but which keep the value of a change made
    ///     at run time
    public record Reload(ConfigVersion version, Set<String> pendingRestart, Set<String> shadowed) {
        /// Copies the paths in order.
        public Reload {
            pendingRestart = Collections.unmodifiableSet(new TreeSet<>(pendingRestart));
            shadowed = Collections.unmodifiableSet(new TreeSet<>(shadowed));
        }
    }

    /// One setting whose value differs between two versions. Immutable.
    ///
    /// @param path the dotted path
    /// @param before its canonical value in the version asked for first, `•••` for a secret, the null
    ///     value where it had none
    /// @param after the same of the other version; of a secret nothing more is told than that it
    ///     changed
    /// @param last the newest version between the two that changed it, with its author and cause
    public record Difference(String path, Value before, Value after, ConfigVersion last) {
        /// The difference in one line, for people.
        ///
        /// @return `orders.batch-size: 10 -> 50, version 7 (ann: load test)`; a secret `changed`
        public String text() {
            var hidden = Value.of(Masking.HIDDEN);
            var step = before.equals(hidden) && after.equals(hidden)
                    ? "changed"
                    : RawValue.text(before) + " -> " + RawValue.text(after);
            return path + ": " + step + ", version " + last.said();
        }

        /// The difference as data, for the control socket and scripts.
        ///
        /// @return a map with `path`, `before`, `after`; and `version`, `at`, `who`, `cause` of the
        ///     version that changed it last
        public Value toValue() {
            var fields = new LinkedHashMap<String, Value>();
            fields.put("path", Value.of(path));
            fields.put("before", before);
            fields.put("after", after);
            fields.putAll(last.fields());
            fields.remove("paths");
            return Value.map(fields);
        }
    }
}
