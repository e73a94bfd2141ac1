package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Durability;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.event.journal.FileEventStore;
import io.elixirscope.foundation.event.journal.FileStoreOptions;
import io.elixirscope.foundation.time.Scheduler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// The option `--data DIR`, and the journal below it.
final class DataDirectory {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The data directory of a node; the journal is DIR/journal.")
    private Path directory = Path.of("");

    /// Runs a reading verb on the journal, which must be there.
    <T> Result<T> read(Function<EventStore, Result<T>> verb) {
        var journal = journal();
        if (!Files.isDirectory(journal)) {
            var missing = Files.isDirectory(directory) ? "no journal in " : "no data directory ";
            return Result.err(FoundationErrorType.DATA_NOT_FOUND, "there is " + missing + directory);
        }
        return with(journal, Durability.OS, verb);
    }

    /// Runs a writing verb on the journal, which is made where it is missing, for the user alone.
    <T> Result<T> write(Durability durability, Function<EventStore, Result<T>> verb) {
        return with(journal(), durability, verb);
    }

    private Path journal() {
        return directory.resolve("journal");
    }

    private static <T> Result<T> with(Path journal, Durability durability, Function<EventStore, Result<T>> verb) {
        var options = FileStoreOptions.of(Scheduler.system()).withDurability(durability);
        return FileEventStore.open(journal, options).flatMap(store -> {
            try (store) {
                return verb.apply(store);
            }
        });
    }
}
