package io.elixirscope.foundation;

import io.elixirscope.foundation.config.ConfigBuilder;
import io.elixirscope.foundation.config.ConfigSource;
import io.elixirscope.foundation.config.FoundationConfig;
import io.elixirscope.foundation.error.ErrorCatalogue;
import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.secret.SecretStore;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.supervision.TreeEnd;
import io.elixirscope.foundation.time.Scheduler;
import java.lang.invoke.MethodHandles;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a [Foundation] is to be made of. Not thread-safe. Everything has a default: without any
/// setting a Foundation keeps events and configuration changes in memory and supervises its own
/// services alone.
public final class FoundationBuilder {

    final List<ConfigSource> configSources = new ArrayList<>();
    final Map<String, Object> overrides = new LinkedHashMap<>();
    final List<Function<? super Services, Supervisor>> supervisors = new ArrayList<>();
    final List<Consumer<ConfigBuilder<?>>> converters = new ArrayList<>();
    final MethodHandles.@Nullable Lookup lookup;

    Class<?> configType = FoundationConfig.class;

    @Nullable
    String environmentPrefix;

    Duration configPolls = Duration.ofSeconds(1);

    @Nullable
    Path dataDirectory;

    @Nullable
    SecretStore secretStore;

    GenServer.@Nullable Around around;

    @Nullable
    private String source;

    String node = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "localhost");
    Scheduler scheduler = Scheduler.system();
    Consumer<? super TreeEnd> onEnd = _ -> {};
    boolean stopOnShutdown;
    boolean controlSocket = true;
    ErrorCatalogue errorCatalogue = ErrorCatalogue.builtIn();
    System.Logger logger = System.getLogger(SystemLog.LOGGER);

    FoundationBuilder(MethodHandles.@Nullable Lookup lookup) {
        this.lookup = lookup;
    }

    /// The application's settings.
    ///
    /// @param type a record; [FoundationConfig] unless given
    /// @return this builder
    public FoundationBuilder config(Class<? extends Record> type) {
        configType = Objects.requireNonNull(type, "type");
        return this;
    }

    /// Reads settings from a file, above those of files given before.
    ///
    /// @param file a file that must exist; its name's ending says its format, as
    /// [ConfigSource#file] tells
    /// @return this builder
    public FoundationBuilder configFile(Path file) {
        return configSource(ConfigSource.file(file));
    }

    /// Reads settings from a source, above those of sources given before.
    ///
    /// @param configSource a file of any format
    /// @return this builder
    public FoundationBuilder configSource(ConfigSource configSource) {
        configSources.add(Objects.requireNonNull(configSource, "configSource"));
        return this;
    }

    /// How often the configuration looks whether its files have changed; see
    /// [io.elixirscope.foundation.config.ConfigBuilder#pollEvery].
    ///
    /// @param time one second unless given, `>= 0`; zero: it never looks
    /// @return this builder
    public FoundationBuilder pollConfigEvery(Duration time) {
        configPolls = Objects.requireNonNull(time, "time");
        return this;
    }

    /// Reads settings from environment variables such as `APP_ORDERS_BATCH_SIZE`. No variable is
    /// a setting unless this is called.
    ///
    /// @param prefix what their names begin with, such as `APP`
    /// @return this builder
    public FoundationBuilder environment(String prefix) {
        environmentPrefix = Objects.requireNonNull(prefix, "prefix");
        return this;
    }

    /// Gives a setting a value over those of files and environment.
    ///
    /// @param path dotted, such as `orders.batch-size`
    /// @param value text in the setting's spelling or an object of its type
    /// @return this builder
    public FoundationBuilder override(String path, Object value) {
        overrides.put(Objects.requireNonNull(path, "path"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /// Reads settings of a type of the application's own: see
    /// [ConfigBuilder#converter(Class, Function, Function)].
    ///
    /// @param <T> the type
    /// @param type its class
    /// @param reads text → value; what it throws is told as a problem of the setting
    /// @param writes value → the text that is kept; reading it must give an equal value
    /// @return this builder
    public <T> FoundationBuilder converter(
            Class<T> type, Function<String, ? extends T> reads, Function<? super T, String> writes) {
        converters.add(config -> config.converter(type, reads, writes));
        return this;
    }

    /// Lets secrets be set at run time, where their component is `@Secret` and `@Updatable`.
    ///
    /// @param store keeps their values; the data directory holds references and fingerprints alone
    /// @return this builder
    public FoundationBuilder secretStore(SecretStore store) {
        secretStore = Objects.requireNonNull(store, "store");
        return this;
    }

    /// Keeps events and configuration changes in a directory, across restarts. One process at a
    /// time holds it.
    ///
    /// @param directory made if missing, for its owner only
    /// @return this builder
    public FoundationBuilder dataDirectory(Path directory) {
        dataDirectory = Objects.requireNonNull(directory, "directory");
        return this;
    }

    /// Opens no control socket. Otherwise a Foundation with a data directory opens a Unix domain
    /// socket for the command line's questions about this node, in a directory of its own that
    /// only its user can enter, under `$XDG_RUNTIME_DIR` or `java.io.tmpdir`. One that cannot be
    /// opened degrades health and stops nothing.
    ///
    /// Tests that move time by hand and wait until all threads are quiet need this: the socket's
    /// thread waits for the network.
    ///
    /// @return this builder
    public FoundationBuilder withoutControlSocket() {
        controlSocket = false;
        return this;
    }

    /// Names this process in the events that it makes.
    ///
    /// @param name the environment's `HOSTNAME` unless given, `localhost` without one
    /// @return this builder
    /// @throws IllegalArgumentException if no event can have it
    public FoundationBuilder node(String name) {
        Objects.requireNonNull(name, "name");
        check("node", name, probe("urn:probe").node(name));
        node = name;
        return this;
    }

    /// Names the application in the events that it makes; together with an event's id it is the
    /// event's identity.
    ///
    /// @param uriReference `urn:elixirscope:node:` and the node's name unless given
    /// @return this builder
    public FoundationBuilder source(String uriReference) {
        Objects.requireNonNull(uriReference, "uriReference");
        check("source", uriReference, probe(uriReference));
        source = uriReference;
        return this;
    }

    /// Registers error types of the application beside the built-in ones.
    ///
    /// @param types rows under a domain of the application
    /// @return this builder
    /// @throws IllegalArgumentException if a row is not whole or its code or label is taken in
    /// its domain; names the owners
    public FoundationBuilder errors(ErrorType... types) {
        errorCatalogue = errorCatalogue.with(types);
        return this;
    }

    /// Registers all constants of an enum as error types.
    ///
    /// @param <E> the enum
    /// @param types its class
    /// @return this builder
    /// @throws IllegalArgumentException as [#errors(ErrorType...)] does
    public <E extends Enum<E> & ErrorType> FoundationBuilder errors(Class<E> types) {
        errorCatalogue = errorCatalogue.with(types);
        return this;
    }

    /// Where crashes, escalations, abandoned servers, refused configuration and failed writes are
    /// logged: the report of each, at most one a second of each origin with the number of the
    /// others.
    ///
    /// @param other the system's logger `io.elixirscope.foundation` unless given
    /// @return this builder
    public FoundationBuilder logger(System.Logger other) {
        logger = Objects.requireNonNull(other, "other");
        return this;
    }

    private static Event.Builder probe(String uriReference) {
        return Event.builder("probe", uriReference, "probe", Instant.EPOCH);
    }

    /// What no event can have would be found out by losing every event.
    private static void check(String what, String value, Event.Builder probe) {
        if (probe.build() instanceof Result.Err<Event>(var error)) {
            throw new IllegalArgumentException(
                    what + " must be one that an event can have, was \"" + value + "\": " + error.message());
        }
    }

    /// Supervises an application's servers. They start after the Foundation's own services, in
    /// the order of these calls, and stop before them.
    ///
    /// @param tree their supervisor
    /// @return this builder
    public FoundationBuilder supervise(Supervisor tree) {
        Objects.requireNonNull(tree, "tree");
        return supervise(_ -> tree);
    }

    /// Supervises an application's servers that use the Foundation's services: as
    /// [#supervise(Supervisor)], but the supervisor is made when configuration and events can be
    /// used.
    ///
    /// @param tree makes their supervisor; called once, during `start`, on its thread
    /// @return this builder
    public FoundationBuilder supervise(Function<? super Services, Supervisor> tree) {
        supervisors.add(Objects.requireNonNull(tree, "tree"));
        return this;
    }

    /// Stops the Foundation when the process is asked to end (SIGTERM, SIGINT). Without this it
    /// installs no hook.
    ///
    /// @return this builder
    public FoundationBuilder stopOnShutdown() {
        stopOnShutdown = true;
        return this;
    }

    /// Tells when everything has ended: stopped on purpose, or failed because the root supervisor
    /// gave up.
    ///
    /// @param listener called once, on a thread of its own
    /// @return this builder
    public FoundationBuilder onEnd(Consumer<? super TreeEnd> listener) {
        onEnd = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /// Takes time, waiting, threads and randomness from elsewhere: for deterministic tests.
    ///
    /// @param other the system's unless given
    /// @return this builder
    public FoundationBuilder scheduler(Scheduler other) {
        scheduler = Objects.requireNonNull(other, "other");
        return this;
    }

    /// Has the functions of all servers run by `code`: for tests that inject faults.
    ///
    /// @param code runs them
    /// @return this builder
    public FoundationBuilder around(GenServer.Around code) {
        around = Objects.requireNonNull(code, "code");
        return this;
    }

    /// Starts everything in order: configuration, events, telemetry, the application's
    /// supervisors. Blocks until all are ready. Where one fails, what had started is stopped
    /// again.
    ///
    /// Errors: `S101 initialization_failed` names what did not start: a JDK that is too old, a
    /// data directory that is held by another process or cannot be written, a child whose `init`
    /// failed. All problems of the configuration at once as
    /// [Config][io.elixirscope.foundation.config.Config] gives them; `D301` and others of the
    /// event store.
    ///
    /// @return the running Foundation
    /// @throws IllegalArgumentException if the configuration's record cannot be one, or names of
    ///     servers clash
    public Result<Foundation> start() {
        return new FoundationStart(this).start();
    }

    String source() {
        return source == null ? "urn:elixirscope:node:" + URLEncoder.encode(node, StandardCharsets.UTF_8) : source;
    }
}
