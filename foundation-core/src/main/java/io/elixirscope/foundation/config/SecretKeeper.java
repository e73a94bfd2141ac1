package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.secret.SecretStore;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.value.JsonReading;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Sensitive;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Has the secrets of the run-time layer in a store, and references to them in everything that is kept.
///
/// Ids are drawn anew for each value and never used again, so that whoever replaces a value, or fails to bring its
/// own into force, can remove exactly that one, whatever others do meanwhile. A process that ends in between leaves
/// a value that nothing refers to; the next start removes it.
final class SecretKeeper {
    private final ConfigSchema schema;
    private final @Nullable SecretStore store;
    private final ServerRuntime runtime;

    /// With no store, no secret can be set at run time.
    SecretKeeper(ConfigSchema schema, @Nullable SecretStore store, ServerRuntime runtime) {
        this.schema = schema;
        this.store = store;
        this.runtime = runtime;
    }

    /// What stands for a secret in a stored run-time layer: bytes, which no setting has as its value.
    static Value reference(String id) {
        return Value.of(HexFormat.of().parseHex(id));
    }

    static boolean isReference(Value stored) {
        return stored instanceof Value.BytesValue;
    }

    /// The id of each reference of a stored run-time layer, by path.
    static Map<String, String> ids(Map<String, Value> stored) {
        var ids = new TreeMap<String, String>();
        stored.forEach((path, value) -> {
            if (isReference(value)) {
                ids.put(path, id(value));
            }
        });
        return ids;
    }

    private static String id(Value reference) {
        return reference instanceof Value.BytesValue bytes ? HexFormat.of().formatHex(bytes.value()) : "";
    }

    /// Puts the secrets that a state sets into the store.
    ///
    /// Errors: C404; nothing new is left in the store then.
    ///
    /// @return the state with an id for each secret of its run-time layer
    Result<ConfigState> keep(ConfigState next) {
        var ids = new TreeMap<>(next.secretIds());
        for (var secret : next.runtime().entrySet()) {
            var path = secret.getKey();
            if (schema.secret(path) && !ids.containsKey(path)) {
                var id = HexFormat.of().toHexDigits(runtime.scheduler().random());
                ids.put(path, id);
                var text = Sensitive.of(JsonText.write(secret.getValue()));
                if (asked(path, used -> used.put(path, id, text)) instanceof Result.Err<Done> failure) {
                    forget(next.withSecretIds(ids), next);
                    return failure.as();
                }
            }
        }
        return Result.ok(next.withSecretIds(ids));
    }

    /// Removes the secrets that one state has and another has not. What cannot be removed is told as an error and
    /// left to the next start.
    void forget(ConfigState unwanted, ConfigState wanted) {
        unwanted.secretIds().forEach((path, id) -> {
            if (!id.equals(wanted.secretIds().get(path))) {
                remove(path, id);
            }
        });
    }

    /// The run-time layer of an earlier run with its secrets.
    ///
    /// @param runtime path → value, secrets in clear
    /// @param ids where the store has them
    /// @param rejected overrides whose secret is gone
    record Found(Map<String, Value> runtime, Map<String, String> ids, List<Rejected> rejected) {
        private void add(String path, Value value, String id) {
            runtime.put(path, value);
            ids.put(path, id);
        }

        private void reject(String path, String rule) {
            rejected.add(new Rejected(path, Value.of(Masking.HIDDEN), path + " " + rule));
        }

        /// The state with the ids of those secrets that its run-time layer has.
        ConfigState over(ConfigState state) {
            var left = new TreeMap<>(ids);
            left.keySet().retainAll(state.runtime().keySet());
            return state.withSecretIds(left);
        }

        /// Secrets must not show: the paths alone.
        @Override
        public String toString() {
            return "Found" + runtime.keySet();
        }
    }

    /// Fetches the secrets that a stored run-time layer refers to. One that the store does not have is rejected, as
    /// is a plain value of a setting that is a secret now, and a reference of one that is none any more.
    ///
    /// Errors: C404 when the store cannot be read: whether the secret is gone is not known then.
    Result<Found> found(Stored stored) {
        var found = new Found(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        for (var one : stored.runtime().entrySet()) {
            var path = one.getKey();
            if (!isReference(one.getValue()) && !schema.secret(path)) {
                found.runtime().put(path, one.getValue());
            } else if (fetch(path, one.getValue(), found) instanceof Result.Err<Done> failure) {
                return failure.as();
            }
        }
        return Result.ok(found);
    }

    private Result<Done> fetch(String path, Value reference, Found found) {
        var rule = unusable(path, reference);
        if (rule.isPresent()) {
            found.reject(path, rule.get());
            return Result.done();
        }
        return asked(path, used -> used.get(path, id(reference))).map(secret -> {
            secret.flatMap(SecretKeeper::value)
                    .ifPresentOrElse(
                            value -> found.add(path, value, id(reference)),
                            () -> found.reject(path, "is gone from the secret store " + storeName()));
            return Done.DONE;
        });
    }

    private Optional<String> unusable(String path, Value value) {
        if (!schema.secret(path)) {
            return Optional.of(schema.setting(path) == null ? "is not a setting" : "is no secret any more");
        }
        if (!isReference(value)) {
            return Optional.of("is a secret now, and its earlier value was none");
        }
        return store == null ? Optional.of("is in a secret store, and none is given") : Optional.empty();
    }

    private static Optional<Value> value(Sensitive<String> text) {
        return JsonText.read(text.reveal(), ValueLimits.DEFAULT) instanceof JsonReading.Parsed(var value)
                ? Optional.of(value)
                : Optional.empty();
    }

    /// Removes from the store what no version on record refers to.
    void tidy(List<ChangeRecord> records) {
        if (store == null) {
            return;
        }
        var wanted = new TreeMap<String, Set<String>>();
        schema.settingPaths().stream().filter(schema::secret).forEach(path -> wanted.put(path, new HashSet<>()));
        for (var record : records) {
            record.runtime().forEach((path, value) -> {
                if (isReference(value)) {
                    wanted.computeIfAbsent(path, _ -> new HashSet<>()).add(id(value));
                }
            });
        }
        wanted.forEach((path, ids) ->
                asked(path, used -> used.ids(path)).peekError(runtime.errors()::record).orElse(Set.of()).stream()
                        .filter(id -> !ids.contains(id))
                        .forEach(id -> remove(path, id)));
    }

    private void remove(String path, String id) {
        asked(path, used -> used.remove(path, id)).peekError(runtime.errors()::record);
    }

    private String storeName() {
        return store == null ? "none" : store.name();
    }

    private interface Question<T> {
        Result<T> of(SecretStore store);
    }

    /// What a store throws may show the secret: only its class is told.
    private <T> Result<T> asked(String path, Question<T> question) {
        if (store == null) {
            return Result.err(FoundationErrorType.SECRET_STORE_FAILED, path + " is a secret, and no store is given");
        }
        try {
            return question.of(store).mapError(error -> failed(path, "").causedBy(error));
        } catch (RuntimeException thrown) {
            return Result.err(failed(path, ": it threw " + thrown.getClass().getName()));
        }
    }

    private FoundationError failed(String path, String how) {
        return FoundationError.of(
                        FoundationErrorType.SECRET_STORE_FAILED,
                        "the secret store " + storeName() + " failed for " + path + how)
                .with("path", path);
    }
}
