package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// One whole version, with what the next one is made from. Immutable; two are the same only if they are one.
final class ConfigState {
    private final ConfigVersion version;
    private final Baseline base;
    private final Map<String, Value> runtime;
    private final Validation.Valid valid;
    private final Map<String, String> secretIds;

    /// @param version its number and story
    /// @param base what lies below the run-time layer
    /// @param runtime the run-time layer: path → canonical value, secrets in clear
    /// @param valid the validated whole
    /// @param secretIds path of each secret of the run-time layer → the id under which the store of secrets has it
    ConfigState(
            ConfigVersion version,
            Baseline base,
            Map<String, Value> runtime,
            Validation.Valid valid,
            Map<String, String> secretIds) {
        this.version = version;
        this.base = base;
        this.runtime = Collections.unmodifiableMap(new TreeMap<>(runtime));
        this.valid = valid;
        this.secretIds = Map.copyOf(secretIds);
    }

    ConfigVersion version() {
        return version;
    }

    Baseline base() {
        return base;
    }

    Map<String, Value> runtime() {
        return runtime;
    }

    Validation.Valid valid() {
        return valid;
    }

    Map<String, String> secretIds() {
        return secretIds;
    }

    ConfigState withSecretIds(Map<String, String> ids) {
        return new ConfigState(version, base, runtime, valid, ids);
    }

    /// The run-time layer as it is stored: a secret as a reference.
    Map<String, Value> storedRuntime() {
        var stored = new TreeMap<>(runtime);
        secretIds.forEach((path, id) -> stored.put(path, SecretKeeper.reference(id)));
        return stored;
    }

    /// Secrets must not show: the paths alone.
    @Override
    public String toString() {
        return "ConfigState[" + version.said() + ", run time " + runtime.keySet() + "]";
    }
}
