package io.elixirscope.foundation.event.journal;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The right to a directory: one holder in one process, named to everybody else. Thread-safe.
/*
 * Two files, because neither does alone:
 *   LOCK                     is locked by the operating system for the holder's process. The system lets go of it when the
 *                            process ends, however it ends. It does not keep a second holder of the same process out:
 *                            worse, to open and close the file there would let go of the first one's lock.
 *   holder-<pid>-<started>   is made, and must not be there already, before LOCK is touched. So it keeps the same process
 *                            out, and it names the holder to others. Those of dead processes are deleted.
 *
 * LOCK's channel is used once, while it is locked. Nobody reads, writes or forces it later, so no interrupt can close it.
 */
public final class DirectoryLock implements AutoCloseable {
    private static final String HOLDER = "holder-";

    private final Path holder;
    private final RandomAccessFile file;
    private final FileLock lock;

    private DirectoryLock(Path holder, RandomAccessFile file, FileLock lock) {
        this.holder = holder;
        this.file = file;
        this.lock = lock;
    }

    /// Takes a directory, making it for its owner only where it is missing. Blocks for the I/O, not
    /// for the holder. An interrupt of this thread does not matter and is kept.
    ///
    /// @param directory the directory
    /// @return the lock; `S203` naming the holder, `S202` when nothing can be written there
    public static Result<DirectoryLock> acquire(Path directory) {
        boolean interrupted = Thread.interrupted();
        try {
            JournalDirectory place = JournalDirectory.prepare(directory);
            Owner self = Owner.self();
            Path holder = place.path().resolve(self.file());
            try {
                place.create(holder);
            } catch (FileAlreadyExistsException _) {
                return Result.err(JournalErrors.inUse(place.path(), self + " (this process)"));
            }
            return lock(place, holder);
        } catch (IOException failed) {
            return Result.err(JournalErrors.storage("cannot lock " + directory, failed));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Whether nobody holds a directory. Changes nothing there, and so needs no more than the right to read.
    ///
    /// @param directory the directory, which need not be there
    /// @return done; `S203` naming the holder, `S202` when the directory cannot be read
    public static Result<Done> requireFree(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Result.done();
        }
        try {
            var place = JournalDirectory.at(directory);
            var living = holders(place, true).stream()
                    .map(name -> Owner.named(name).orElseThrow().toString())
                    .toList();
            return living.isEmpty()
                    ? Result.done()
                    : Result.err(JournalErrors.inUse(place.path(), String.join(", ", living)));
        } catch (IOException failed) {
            return Result.err(JournalErrors.storage("cannot read " + directory, failed));
        }
    }

    private static Result<DirectoryLock> lock(JournalDirectory directory, Path holder) throws IOException {
        RandomAccessFile file = null;
        FileLock lock = null;
        try {
            directory.createIfMissing(directory.lock());
            file = new RandomAccessFile(directory.lock().toFile(), "rw");
            lock = tryLock(file);
            if (lock == null) {
                return Result.err(JournalErrors.inUse(directory.path(), String.join(", ", living(directory, holder))));
            }
            for (String stale : holders(directory, false)) {
                Files.deleteIfExists(directory.path().resolve(stale));
            }
            return Result.ok(new DirectoryLock(holder, file, lock));
        } finally {
            if (lock == null) {
                giveUp(file, holder);
            }
        }
    }

    private static void giveUp(@Nullable RandomAccessFile file, Path holder) throws IOException {
        try (file) {
            Files.deleteIfExists(holder);
        }
    }

    private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    /// Lets the next one in.
    ///
    /// @throws FoundationException `S202 storage_failed` if the lock cannot be given back; the end of
    ///     the process gives it back in any case
    @Override
    public void close() {
        try {
            release();
        } catch (IOException failed) {
            throw new FoundationException(JournalErrors.storage("cannot unlock " + holder.getParent(), failed));
        }
    }

    private void release() throws IOException {
        try (file) {
            lock.release();
        } finally {
            Files.deleteIfExists(holder);
        }
    }

    /// Who holds it, for people; not who asks.
    private static List<String> living(JournalDirectory directory, Path asker) throws IOException {
        List<String> found = new ArrayList<>();
        for (String name : holders(directory, true)) {
            if (!name.equals(asker.getFileName().toString())) {
                found.add(Owner.named(name).orElseThrow().toString());
            }
        }
        return found.isEmpty() ? List.of("another process") : found;
    }

    /// Files that name living holders, or dead ones.
    private static List<String> holders(JournalDirectory directory, boolean living) throws IOException {
        List<String> found = new ArrayList<>();
        for (String name : directory.names(HOLDER + "*")) {
            Optional<Owner> process = Owner.named(name);
            if (process.isPresent() && process.get().isAlive() == living) {
                found.add(name);
            }
        }
        return found;
    }

    /// A process, told from a later one of the same number by its start.
    private record Owner(long pid, Instant started) {
        private static final Duration CLOCKS_AGREE = Duration.ofSeconds(2);

        static Owner self() {
            ProcessHandle self = ProcessHandle.current();
            return new Owner(self.pid(), self.info().startInstant().orElse(Instant.EPOCH));
        }

        String file() {
            return HOLDER + pid + "-" + started.toEpochMilli();
        }

        static Optional<Owner> named(String file) {
            String[] parts = file.split("-", -1);
            try {
                return Optional.of(new Owner(Long.parseLong(parts[1]), Instant.ofEpochMilli(Long.parseLong(parts[2]))));
            } catch (IndexOutOfBoundsException | NumberFormatException _) {
                return Optional.empty();
            }
        }

        boolean isAlive() {
            return ProcessHandle.of(pid)
                    .flatMap(handle -> handle.info().startInstant())
                    .filter(start -> Duration.between(start, started).abs().compareTo(CLOCKS_AGREE) < 0)
                    .isPresent();
        }

        @Override
        public String toString() {
            return "process " + pid + ", started " + started;
        }
    }
}
