package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueCodec;
import io.elixirscope.foundation.value.ValueLimits;
import io.elixirscope.foundation.value.ValueReading;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// One record of the change log. Immutable.
///
/// It holds the whole run-time layer, so that a damaged record loses its own version's story and nothing after
/// it.
///
/// @param version the version that came into force
/// @param runtime the run-time layer, path → canonical value, a secret as a reference
/// @param changed the effective values that differ from the version before, secrets as fingerprints
/// @param gone paths that the version before had and this one has not
/// @param secretSources path of each secret → the layer or store that holds its value
record ChangeRecord(
        ConfigVersion version,
        Map<String, Value> runtime,
        Map<String, Value> changed,
        Set<String> gone,
        Map<String, String> secretSources) {
    ChangeRecord {
        runtime = Map.copyOf(runtime);
        changed = Map.copyOf(changed);
        gone = Set.copyOf(gone);
        secretSources = Map.copyOf(secretSources);
    }

    /// The record of the step from one version's stored values to a state's.
    ///
    /// @param after the state's effective values as they are stored
    static ChangeRecord between(
            Map<String, Value> before, Map<String, Value> after, ConfigState state, Map<String, String> secretSources) {
        var changed = new TreeMap<String, Value>();
        var gone = new LinkedHashSet<String>();
        for (var path : ConfigLogic.changedPaths(before, after)) {
            var value = after.get(path);
            if (value == null) {
                gone.add(path);
            } else {
                changed.put(path, value);
            }
        }
        return new ChangeRecord(state.version(), state.storedRuntime(), changed, gone, secretSources);
    }

    /// Both steps as one: this record's, then a later one's.
    ChangeRecord then(ChangeRecord later) {
        var left = new LinkedHashSet<>(gone);
        left.removeAll(later.changed.keySet());
        left.addAll(later.gone);
        return new ChangeRecord(later.version, later.runtime, later.over(changed), left, later.secretSources);
    }

    /// The stored values after this record.
    Map<String, Value> over(Map<String, Value> before) {
        var after = new HashMap<>(before);
        after.putAll(changed);
        after.keySet().removeAll(gone);
        return after;
    }

    byte[] encode() {
        return ValueCodec.encode(Value.map(Map.of(
                "n", Value.of(version.number()),
                "at", Value.of(version.at()),
                "who", Value.of(version.who()),
                "why", Value.of(version.cause()),
                "paths", texts(version.changedPaths()),
                "run", Value.map(runtime),
                "set", Value.map(changed),
                "gone", texts(gone),
                "src", texts(secretSources))));
    }

    private static Value texts(Map<String, String> texts) {
        var values = new TreeMap<String, Value>();
        texts.forEach((path, text) -> values.put(path, Value.of(text)));
        return Value.map(values);
    }

    private static Value texts(Set<String> texts) {
        return Value.list(texts.stream().sorted().map(Value::of).toList());
    }

    /// Empty when the bytes are not a record.
    static Optional<ChangeRecord> decode(byte[] bytes, int offset, int length) {
        return ValueCodec.decode(bytes, offset, length, ValueLimits.DEFAULT)
                        instanceof ValueReading.Decoded(Value.MapValue(var fields))
                ? read(fields)
                : Optional.empty();
    }

    private static Optional<ChangeRecord> read(Map<String, Value> fields) {
        if (fields.get("n") instanceof Value.LongValue(var number)
                && number >= 1
                && fields.get("at") instanceof Value.InstantValue(Instant at)
                && fields.get("who") instanceof Value.TextValue(var who)
                && fields.get("why") instanceof Value.TextValue(var why)
                && fields.get("paths") instanceof Value.ListValue(var paths)
                && fields.get("run") instanceof Value.MapValue(var runtime)
                && fields.get("set") instanceof Value.MapValue(var changed)
                && fields.get("gone") instanceof Value.ListValue(var gone)
                && fields.getOrDefault("src", Value.map(Map.of())) instanceof Value.MapValue(var sources)) {
            var version = new ConfigVersion(number, at, who, why, set(paths));
            var secretSources = new TreeMap<String, String>();
            sources.forEach((path, source) -> secretSources.put(path, RawValue.text(source)));
            return Optional.of(new ChangeRecord(version, runtime, changed, set(gone), secretSources));
        }
        return Optional.empty();
    }

    private static Set<String> set(List<Value> texts) {
        var set = new LinkedHashSet<String>();
        texts.forEach(text -> set.add(RawValue.text(text)));
        return set;
    }
}
