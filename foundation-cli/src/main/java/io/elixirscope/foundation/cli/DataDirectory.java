package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.control.ControlClient;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Durability;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.event.journal.FileEventStore;
import io.elixirscope.foundation.event.journal.FileStoreOptions;
import io.elixirscope.foundation.time.Scheduler;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The option `--data DIR`, and the journal below it.
final class DataDirectory {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            converter = Arguments.Directory.class,
            description = "The data directory of a node.")
    private Path directory = Path.of("");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec verb = CommandSpec.create();

    /// Runs a reading verb on the journal, which must be there.
    <T> Result<T> read(Function<EventStore, Result<T>> work) {
        return requireJournal().flatMap(journal -> with(journal, Durability.OS, work));
    }

    /// Runs a verb that changes the journal, which must be there.
    <T> Result<T> change(Function<EventStore, Result<T>> work) {
        return requireJournal().flatMap(journal -> with(journal, Durability.OS, work));
    }

    private Result<Path> requireJournal() {
        var journal = journal();
        try {
            return Files.readAttributes(journal, BasicFileAttributes.class).isDirectory()
                    ? Result.ok(journal)
                    : Result.err(FoundationErrorType.DATA_NOT_FOUND, journal + " is no directory");
        } catch (AccessDeniedException _) {
            return Result.err(FoundationErrorType.STORAGE_FAILED, "cannot look at " + journal + ": permission denied");
        } catch (IOException _) {
            var missing = Files.isDirectory(directory) ? "no journal in " : "no data directory ";
            return Result.err(FoundationErrorType.DATA_NOT_FOUND, "there is " + missing + directory);
        }
    }

    Path directory() {
        return directory;
    }

    Scheduler scheduler() {
        return Scheduler.system();
    }

    /// The node that runs on the directory; the error says why it cannot be asked.
    Result<ControlClient> node() {
        return ControlClient.of(directory, Scheduler.system());
    }

    /// Runs a writing verb on the journal, which is made where it is missing, for the user alone.
    <T> Result<T> write(Durability durability, Function<EventStore, Result<T>> work) {
        return with(journal(), durability, work);
    }

    private Path journal() {
        return directory.resolve("journal");
    }

    private <T> Result<T> with(Path journal, Durability durability, Function<EventStore, Result<T>> work) {
        var options = FileStoreOptions.of(Scheduler.system()).withDurability(durability);
        return FileEventStore.open(journal, options).flatMap(store -> {
            try (store) {
                tellWhatWasTorn(journal, store.stats().tornBytes());
                return work.apply(store);
            }
        });
    }

    private void tellWhatWasTorn(Path journal, long bytes) {
        if (bytes > 0) {
            var err = verb.commandLine().getErr();
            err.println("The last write to " + journal + " was not finished: " + Numbers.counted(bytes, "byte")
                    + " set aside there in torn-….bin");
            err.flush();
        }
    }
}
