package io.elixirscope.foundation.testkit;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.secret.SecretStore;
import io.elixirscope.foundation.value.Sensitive;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// A secret store in memory, for tests: it outlives the Foundation that uses it, as a vault would, and fails when
/// told to. Thread-safe.
public final class FakeSecretStore implements SecretStore {
    private final Map<String, Map<String, Sensitive<String>>> secrets = new TreeMap<>();
    private boolean reachable = true;

    /// Makes an empty store that can be reached.
    public FakeSecretStore() {}

    /// Lets every call fail with `C404` from now on.
    public synchronized void disconnect() {
        reachable = false;
    }

    /// Lets calls work again.
    public synchronized void connect() {
        reachable = true;
    }

    /// How many secrets are kept.
    ///
    /// @return the number over all settings
    public synchronized int size() {
        return secrets.values().stream().mapToInt(Map::size).sum();
    }

    @Override
    public String name() {
        return "fake vault";
    }

    @Override
    public Result<Done> put(String path, String id, Sensitive<String> secret) {
        return answered(() -> {
            secrets.computeIfAbsent(path, _ -> new TreeMap<>()).put(id, secret);
            return Done.DONE;
        });
    }

    @Override
    public Result<Optional<Sensitive<String>>> get(String path, String id) {
        return answered(
                () -> Optional.ofNullable(secrets.getOrDefault(path, Map.of()).get(id)));
    }

    @Override
    public Result<Done> remove(String path, String id) {
        return answered(() -> {
            secrets.getOrDefault(path, new TreeMap<>()).remove(id);
            return Done.DONE;
        });
    }

    @Override
    public Result<Set<String>> ids(String path) {
        return answered(() -> new TreeSet<>(secrets.getOrDefault(path, Map.of()).keySet()));
    }

    private synchronized <T> Result<T> answered(Supplier<T> answer) {
        return reachable
                ? Result.ok(answer.get())
                : Result.err(FoundationErrorType.SECRET_STORE_FAILED, name() + " cannot be reached");
    }
}
