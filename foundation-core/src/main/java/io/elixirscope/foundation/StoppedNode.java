package io.elixirscope.foundation;

import io.elixirscope.foundation.config.StoredConfig;
import io.elixirscope.foundation.control.ControlRequest;
import io.elixirscope.foundation.control.ControlSink;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.journal.DirectoryLock;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The data directory of a node that does not run, asked with the verbs of its control socket. Immutable,
/// thread-safe.
///
/// It answers the verbs `config.*` but `config.watch`. Reading leaves the directory as it is. A change holds the
/// directory while it is made, needs the application's record, and takes effect when the node starts.
public final class StoppedNode {
    private static final Set<String> CHANGES = Set.of("config.update", "config.rollback");

    private final Path dataDirectory;
    private final Scheduler scheduler;
    private final @Nullable Class<?> settings;

    private StoppedNode(Path dataDirectory, Scheduler scheduler, @Nullable Class<?> settings) {
        this.dataDirectory = dataDirectory;
        this.scheduler = scheduler;
        this.settings = settings;
    }

    /// Takes a directory that no node runs on.
    ///
    /// @param dataDirectory the directory of a node
    /// @param scheduler gives time and random numbers
    /// @return what can be asked; `S203` naming the holder where a node runs after all, `D401`
    ///     where there is no such directory, `S202` where it cannot be read
    public static Result<StoppedNode> of(Path dataDirectory, Scheduler scheduler) {
        if (!Files.isDirectory(dataDirectory)) {
            return Result.err(FoundationErrorType.DATA_NOT_FOUND, "there is no data directory " + dataDirectory);
        }
        return DirectoryLock.requireFree(dataDirectory)
                .map(_ -> new StoppedNode(dataDirectory, scheduler, null))
                .mapError(held -> held.with(
                        "help",
                        "a node that has no control socket, or is about to start, cannot be asked from outside"));
    }

    /// The same with the record that says what settings there are.
    ///
    /// @param type the application's record
    /// @return a node whose settings can be changed
    public StoppedNode withRecord(Class<?> type) {
        return new StoppedNode(dataDirectory, scheduler, type);
    }

    /// The name of the record that the node had.
    ///
    /// @return empty where the directory does not tell
    public Optional<String> recordName() {
        return config().map(StoredConfig::recordName).orElse(Optional.empty());
    }

    private Result<StoredConfig> config() {
        return StoredConfig.read(dataDirectory.resolve("config"), scheduler);
    }

    /// Answers a request as the node would, in this thread. Blocks for the I/O.
    ///
    /// @param verb what is to be done
    /// @param args how, by name
    /// @param who the author of a change
    /// @param items takes each item as it comes; a change's also has `unchecked`, the sections whose rules the next
    ///     start checks, where there are any
    /// @return the exit code; the error that the node would answer; `S102` for a verb that needs a running node,
    ///     `S203` naming who holds the directory, `D204` for a change without [#withRecord(Class)]
    /// @throws IllegalArgumentException if the record cannot be a configuration, with the rule it breaks
    public Result<Integer> ask(String verb, Map<String, Value> args, String who, Consumer<? super Value> items) {
        var request = new ControlRequest(verb, args, who);
        if (!CHANGES.contains(verb)) {
            return config().flatMap(config -> answer(request, known(config), items));
        }
        return DirectoryLock.acquire(dataDirectory).flatMap(lock -> {
            try (lock) {
                return config().map(this::known)
                        .flatMap(config -> answer(request, config, item -> items.accept(telling(item, config))));
            }
        });
    }

    /// The answer to a change, with the sections that it could not be checked against.
    private static Value telling(Value item, StoredConfig config) {
        if (config.unchecked().isEmpty()) {
            return item;
        }
        var fields = new LinkedHashMap<>(((Value.MapValue) item).fields());
        fields.put(
                "unchecked",
                Value.list(config.unchecked().stream().map(Value::of).toList()));
        return Value.map(fields);
    }

    private StoredConfig known(StoredConfig config) {
        return settings == null ? config : config.withRecord(settings);
    }

    private Result<Integer> answer(ControlRequest request, StoredConfig config, Consumer<? super Value> items) {
        var verb = ConfigVerbs.of(config, this::context).get(request.verb());
        return verb == null
                ? Result.err(
                        FoundationErrorType.SERVICE_UNAVAILABLE,
                        "no node runs on " + dataDirectory + ": " + request.verb() + " needs one")
                : verb.handle(request, new Items(items));
    }

    private ErrorContext context(String operation) {
        return ErrorContext.root(operation, scheduler.clock()::nanos, scheduler::random);
    }

    private record Items(Consumer<? super Value> items) implements ControlSink {
        @Override
        public void item(Value item) {
            items.accept(item);
        }

        @Override
        public void alive() {
            // whoever asks is this thread
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
