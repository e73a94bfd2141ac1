package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.secret.SecretStore;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.value.Value;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a configuration comes from. Not thread-safe.
///
/// Layers, lowest first: `@Default`, sources in the order given, environment, overrides, changes
/// made at run time.
///
/// @param <C> the application's record
public final class ConfigBuilder<C> {
    private final Class<C> type;
    private final List<ConfigSource> sources = new ArrayList<>();
    private final Map<String, Value> overrides = new LinkedHashMap<>();
    private String name = "config";
    private @Nullable String prefix;
    private Map<String, String> environment = Map.of();
    private MethodHandles.@Nullable Lookup lookup;
    private Converters converters = Converters.NONE;
    private @Nullable Path directory;
    private @Nullable SecretStore secretStore;
    private Duration between = Duration.ofSeconds(1);

    ConfigBuilder(Class<C> type) {
        this.type = type;
    }

    /// Names the server and the health check.
    ///
    /// @param serverName `config` unless given
    /// @return this builder
    public ConfigBuilder<C> name(String serverName) {
        name = serverName;
        return this;
    }

    /// Reads the variables whose names begin with a prefix: `APP` and `_` for `orders.batch-size`
    /// in `APP_ORDERS_BATCH_SIZE`. One that names no setting is a problem.
    ///
    /// @param variablePrefix upper-case letters, digits and `_`, not ending with `_`
    /// @param variables the environment, usually `System.getenv()`
    /// @return this builder
    /// @throws IllegalArgumentException if the prefix has another form
    public ConfigBuilder<C> environment(String variablePrefix, Map<String, String> variables) {
        if (!variablePrefix.matches("[A-Z][A-Z0-9_]*[A-Z0-9]|[A-Z]")) {
            throw new IllegalArgumentException(
                    "prefix must be upper-case letters, digits and _, was \"" + variablePrefix + "\"");
        }
        prefix = variablePrefix;
        environment = Map.copyOf(variables);
        return this;
    }

    /// Reads a file, above all sources given before.
    ///
    /// @param file a file that must exist; its name's ending says its format, as
    /// [ConfigSource#file] tells
    /// @return this builder
    public ConfigBuilder<C> file(Path file) {
        return source(ConfigSource.file(file));
    }

    /// Reads a source, above all sources given before.
    ///
    /// @param source a file of any format
    /// @return this builder
    public ConfigBuilder<C> source(ConfigSource source) {
        sources.add(source);
        return this;
    }

    /// Gives a setting a value over those of files and environment.
    ///
    /// @param path the dotted path
    /// @param value text in the setting's spelling or an object of its type
    /// @return this builder
    /// @throws IllegalArgumentException if no setting could have such a value
    public ConfigBuilder<C> override(String path, Object value) {
        overrides.put(
                path,
                RawValue.of(value)
                        .orElseThrow(() -> new IllegalArgumentException("override of " + path
                                + " must be a text, number, flag, duration, enum or list, was a "
                                + value.getClass().getName())));
        return this;
    }

    /// Gives access to a record in a package that is neither exported nor opened.
    ///
    /// @param access `MethodHandles.lookup()` of a class in the record's module
    /// @return this builder
    public ConfigBuilder<C> lookup(MethodHandles.Lookup access) {
        lookup = access;
        return this;
    }

    /// Reads settings of a type of the application's own, alone and as elements of lists and maps.
    ///
    /// None is needed for a class that is no record and has exactly one public static method `of`,
    /// `parse`, `valueOf` or `fromString` that makes it from one text, if its `toString` gives that
    /// text back. Pure functions: they run for every change set.
    ///
    /// @param <T> the type
    /// @param converted its class; a record may be one, and is then a value instead of a section
    /// @param reads text → value; what it throws is told as a problem of the setting, the message of
    /// an [IllegalArgumentException] or [java.time.DateTimeException] as the rule
    /// @param writes value → the text that is kept; reading it must give an equal value
    /// @return this builder
    public <T> ConfigBuilder<C> converter(
            Class<T> converted, Function<String, ? extends T> reads, Function<? super T, String> writes) {
        converters = converters.with(converted, reads, writes);
        return this;
    }

    /// Lets secrets be set at run time: those marked both `@Secret` and `@Updatable`. Without a store a change of
    /// one is refused with `C401`.
    ///
    /// @param store keeps them; the configuration itself keeps a reference and a fingerprint
    /// @return this builder
    public ConfigBuilder<C> secretStore(SecretStore store) {
        secretStore = store;
        return this;
    }

    /// Keeps versions and changes made at run time across restarts.
    ///
    /// @param configDirectory made if missing, for its owner only; without one they end with the
    /// process
    /// @return this builder
    public ConfigBuilder<C> directory(Path configDirectory) {
        directory = configDirectory;
        return this;
    }

    /// What settings there are.
    ///
    /// @return the schema of the record, with the converters and the access given so far
    /// @throws IllegalArgumentException as for `open`
    public ConfigSchema schema() {
        return ConfigSchema.of(type, lookup, converters);
    }

    /// How often the configuration looks whether its files and other sources have changed. What two looks in a
    /// row have seen is read and brought into force, as [Config#reload()] tells, so a change is there after one to
    /// two of these times.
    ///
    /// @param time one second unless given, `>= 0`; zero: it never looks, and reads again only when asked to
    /// @return this builder
    /// @throws IllegalArgumentException if the time is negative
    public ConfigBuilder<C> pollEvery(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time between polls must be >= 0, was " + time);
        }
        between = time;
        return this;
    }

    /// Reads and checks everything. Blocks for the I/O.
    ///
    /// Errors: all problems at once, the only one itself or each as a cause of one error (the
    /// first 16; [#check()] gives all): `C101`, `C102`, `C201`-`C203`, `C301`, `C302` with file,
    /// line and column; `C403` when the directory cannot be used; `C404` when a secret set at run time cannot be
    /// fetched from its store.
    ///
    /// @param runtime what the configuration's server runs in
    /// @return the configuration; its [Config#server()] is not started yet
    /// @throws IllegalArgumentException if the record cannot be a configuration, with the rule it
    /// breaks, or the `opens` line its module needs
    public Result<Config<C>> open(ServerRuntime runtime) {
        var schema = schema();
        var whole = secretStore == null ? schema : schema.keepingSecretsIn(secretStore.name());
        return new ConfigStart<>(type, name, directory, between, secretStore, runtime).open(sources(whole));
    }

    /// Reads and checks everything but the directory, and opens nothing. Blocks for the I/O.
    ///
    /// @return every problem of the sources and settings, without a bound, those of values that a
    /// higher layer shadows among them; empty when there is none
    /// @throws IllegalArgumentException as for `open`
    public List<ConfigProblem> check() {
        var schema = schema();
        var layers = sources(schema).read().layers();
        var problems = new ArrayList<>(ConfigValidator.checkLayers(schema, layers));
        problems.addAll(ConfigValidator.checkShadowed(schema, layers));
        return problems;
    }

    private ConfigSources sources(ConfigSchema schema) {
        var above = new ArrayList<Layer>();
        if (prefix != null) {
            above.add(Layers.environment(prefix, environment, schema));
        }
        above.add(Layers.arguments(overrides, schema));
        return new ConfigSources(schema, sources, above);
    }
}
