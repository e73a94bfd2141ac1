package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.lang.invoke.MethodType;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// One whole version of the configuration. Immutable, thread-safe.
///
/// @param <C> the application's record
public final class ConfigSnapshot<C> {
    private final ConfigSchema schema;
    private final ConfigState state;
    private final Map<String, Object> bound;
    private final C current;
    private final FoundationConfig foundation;

    ConfigSnapshot(ConfigSchema schema, Class<C> type, ConfigState state) {
        this.schema = schema;
        this.state = state;
        this.bound = state.valid().bound();
        this.current = section(type, state, "");
        this.foundation = section(FoundationConfig.class, state, schema.foundationPath());
    }

    private static <T> T section(Class<T> type, ConfigState state, String path) {
        return type.cast(Objects.requireNonNull(state.valid().bound().get(path), "section"));
    }

    /// The application's settings.
    ///
    /// @return its record
    public C current() {
        return current;
    }

    /// The Foundation's own settings.
    ///
    /// @return the section `foundation`, or the root where that is it
    public FoundationConfig foundation() {
        return foundation;
    }

    /// Which version this is.
    ///
    /// @return its number and story
    public ConfigVersion version() {
        return state.version();
    }

    /// The effective value of every setting, for people and tools.
    ///
    /// @return path → canonical value in the order of the paths; a secret is `•••`, an absent optional setting
    ///     the null value
    public Map<String, Value> values() {
        var shown = new TreeMap<>(state.valid().effective());
        shown.replaceAll((path, value) -> schema.secret(path) ? Value.of(Masking.HIDDEN) : value);
        return Collections.unmodifiableMap(shown);
    }

    /// The effective values at a path or below it, for people and tools.
    ///
    /// Errors: C302 when the path is neither a setting nor a section.
    ///
    /// @param path a setting or section; empty for all
    /// @return as [#values()] gives them; that of one setting alone, though it be absent
    public Result<Map<String, Value>> values(String path) {
        var within = new TreeMap<>(values());
        within.keySet().removeIf(setting -> !ConfigPath.within(setting, path));
        return within.isEmpty()
                ? Result.err(ConfigValidator.notFound(schema, path).toError())
                : Result.ok(Collections.unmodifiableMap(within));
    }

    /// One setting, or the record of one section.
    ///
    /// Errors: C302 when there is no such path or the optional setting is absent, D203 when it is of another
    /// type.
    ///
    /// @param <T> its type
    /// @param path the dotted path; empty for the root
    /// @param type its type; `Optional.class` gives an optional setting whether or not it is there
    /// @return the value
    public <T> Result<T> get(String path, Class<T> type) {
        var value = bound.get(path);
        if (value == null) {
            return respelled(path, type);
        }
        var wanted = boxed(type);
        if (wanted.isInstance(value)) {
            return Result.ok(wanted.cast(value));
        }
        if (value instanceof Optional<?> optional) {
            return present(path, wanted, optional);
        }
        return mismatch(path, wanted, value);
    }

    /// A path into a map has several forms; only the canonical one is in the table.
    private <T> Result<T> respelled(String path, Class<T> type) {
        var node = schema.node(path);
        return node != null && !node.path().equals(path)
                ? get(node.path(), type)
                : Result.err(ConfigValidator.notFound(schema, path).toError());
    }

    private static <T> Result<T> present(String path, Class<T> wanted, Optional<?> optional) {
        if (optional.isEmpty()) {
            return Result.err(FoundationErrorType.CONFIG_PATH_NOT_FOUND, path + " is not set");
        }
        var value = optional.get();
        return wanted.isInstance(value) ? Result.ok(wanted.cast(value)) : mismatch(path, wanted, value);
    }

    private static <T> Result<T> mismatch(String path, Class<T> wanted, Object value) {
        return Result.err(
                FoundationErrorType.TYPE_MISMATCH,
                path + " is a " + value.getClass().getSimpleName() + ", was asked for as " + wanted.getSimpleName());
    }

    /// The class itself, that of its box for a primitive type.
    @SuppressWarnings("unchecked") // a primitive type's class literal is of its box's type
    static <T> Class<T> boxed(Class<T> type) {
        return type.isPrimitive()
                ? (Class<T>) MethodType.methodType(type).wrap().returnType()
                : type;
    }

    ConfigSchema schema() {
        return schema;
    }

    ConfigState state() {
        return state;
    }

    /// Secrets must not show: the version and the paths.
    @Override
    public String toString() {
        return "ConfigSnapshot[version " + version().number() + ", "
                + state.valid().effective().keySet() + "]";
    }
}
