package io.elixirscope.foundation.event.journal;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Durability;
import io.elixirscope.foundation.event.IndexedEventStore;
import io.elixirscope.foundation.time.Scheduler;
import java.io.IOException;
import java.nio.file.Path;

/// An event store in files: survives the death of the process at any instant (`OS`), not that of
/// the machine.
///
/// The directory has segment files, named by their first position, `low-water` once something was
/// pruned, and while the store is open `LOCK` and a `holder-…` file that names the process. One
/// store at a time has a directory. An unfinished end, left by a crash of the machine, is copied to
/// `torn-….bin` and cut off when the store is opened; damage before the end is never touched:
/// opening fails and names the place.
///
/// A failed write is final: appends are refused (`S202`) and health is degraded until the store is
/// opened again. Pruning is exact in what is seen; on disk whole segments leave.
///
/// {@snippet :
/// var options = FileStoreOptions.of(scheduler);
/// var store = FileEventStore.open(directory, options).orElseThrow();
/// }
public final class FileEventStore extends IndexedEventStore {
    private FileEventStore(FileLog log, Scheduler scheduler, Contents contents) {
        super(log, scheduler, contents);
    }

    /// Opens the store of a directory, which is made if need be. Reads all that is kept: about 1 µs
    /// an event.
    ///
    /// @param directory for this store alone
    /// @param options how to open it
    /// @return the store; `S203` the directory is in use (the holder is named), `D301` it is
    ///     damaged (file, offset and positions are named; nothing was changed), `S202` it cannot be
    ///     read or written, `D204` the level is not `OS`
    public static Result<FileEventStore> open(Path directory, FileStoreOptions options) {
        return open(directory, options, DiskFile::new);
    }

    static Result<FileEventStore> open(Path directory, FileStoreOptions options, SegmentFiles files) {
        if (options.durability() != Durability.OS) {
            return Result.err(
                    FoundationErrorType.INVALID_INPUT,
                    "durability must be OS for a file store, was " + options.durability()
                            + ": it hands events to the operating system and does not force them to the device");
        }
        try {
            JournalDirectory journal = JournalDirectory.prepare(directory);
            return DirectoryLock.acquire(journal.path()).flatMap(lock -> open(journal, options, files, lock));
        } catch (IOException failed) {
            return Result.err(JournalErrors.storage("cannot prepare " + directory, failed));
        }
    }

    private static Result<FileEventStore> open(
            JournalDirectory directory, FileStoreOptions options, SegmentFiles files, DirectoryLock lock) {
        FileLog log = new FileLog(directory, options.segmentBytes(), files, lock);
        Result<Contents> contents = open(log, options.scheduler());
        if (contents instanceof Result.Err<Contents> failed) {
            log.close();
            return failed.as();
        }
        return contents.map(read -> new FileEventStore(log, options.scheduler(), read));
    }
}
