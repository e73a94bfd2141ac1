package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/// The change log of a directory: the file `changes`, and `rejected/` for what was set aside. Survives the end
/// of the process, not of the machine. Not thread-safe: its table's lock guards it.
///
/// Plain writes through a file descriptor, which an interrupt does not close. The format is in [ChangeFrames].
final class ChangeFile implements ChangeLog {
    private static final String NAME = "changes";
    private static final String UNFINISHED = "changes.new";
    private static final long LARGEST_BYTES = 1L << 30;

    /// So much may be in the file besides what is kept before it is written anew.
    private static final long SLACK_BYTES = 1L << 20;

    private final Path directory;
    private final byte[] salt;
    private RandomAccessFile file;
    private long end;

    /// Length after it was written anew, or at which that was tried last.
    private long compactEnd;

    private boolean damaged;

    private ChangeFile(Path directory, RandomAccessFile file, byte[] salt) {
        this.directory = directory;
        this.file = file;
        this.salt = salt;
    }

    /// A log that was opened, and what it held.
    ///
    /// @param damage one error for each damaged range
    /// @param tornBytes length of the unfinished record that was cut aside, 0 when there was none
    record Opened(ChangeLog log, Stored stored, Fingerprint fingerprint, List<FoundationError> damage, int tornBytes) {
        /// A log that keeps nothing.
        static Opened memory(LongSupplier random) {
            return new Opened(ChangeLog.memory(), Stored.nothing(), new Fingerprint(salt(random)), List.of(), 0);
        }
    }

    /// Opens or creates the log of a directory, 0700, its files 0600. A torn end is copied to `rejected/` and
    /// cut off.
    ///
    /// Errors: C403 when the file cannot be used: no permission, not a change file, over 1 GiB.
    static Result<Opened> open(Path directory, LongSupplier random) {
        var path = directory.resolve(NAME);
        try {
            createDirectory(directory);
            if (!Files.exists(path)) {
                create(path, random);
            }
            return read(directory, path);
        } catch (IOException e) {
            return Result.err(unusable(path, "cannot be opened").causedBy(e));
        }
    }

    /// What the log of a directory holds; nothing there is made, cut or written.
    ///
    /// Errors: C301 when there is no log, or none with a version; C403 when it cannot be read.
    static Result<Stored> look(Path directory) {
        var path = directory.resolve("changes");
        try {
            if (Files.size(path) > LARGEST_BYTES) {
                return Result.err(unusable(path, "is larger than " + LARGEST_BYTES + " bytes"));
            }
            var bytes = Files.readAllBytes(path);
            var problem = ChangeFrames.headerProblem(bytes);
            if (!problem.isEmpty()) {
                return Result.err(unusable(path, problem));
            }
            var stored =
                    stored(ChangeFrames.read(ChangeFrames.salt(bytes), bytes).records());
            return stored.version() == null ? Result.err(absent(directory)) : Result.ok(stored);
        } catch (NoSuchFileException | NotDirectoryException _) {
            return Result.err(absent(directory));
        } catch (IOException e) {
            return Result.err(unusable(path, "cannot be read").causedBy(e));
        }
    }

    private static FoundationError absent(Path directory) {
        return FoundationError.of(
                FoundationErrorType.CONFIG_NOT_FOUND,
                "there is no configuration in " + directory + ": no node has kept one");
    }

    private static Result<Opened> read(Path directory, Path path) throws IOException {
        var file = new RandomAccessFile(path.toFile(), "rw");
        try {
            if (file.length() > LARGEST_BYTES) {
                file.close();
                return Result.err(unusable(path, "is larger than " + LARGEST_BYTES + " bytes"));
            }
            var bytes = new byte[(int) file.length()];
            file.readFully(bytes);
            var problem = ChangeFrames.headerProblem(bytes);
            if (!problem.isEmpty()) {
                file.close();
                return Result.err(unusable(path, problem));
            }
            return Result.ok(opened(directory, path, file, ChangeFrames.salt(bytes), bytes));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static Opened opened(Path directory, Path path, RandomAccessFile file, byte[] salt, byte[] bytes)
            throws IOException {
        var contents = ChangeFrames.read(salt, bytes);
        var notices = new ArrayList<FoundationError>();
        for (var damage : contents.damage()) {
            notices.add(FoundationError.of(
                            FoundationErrorType.DATA_CORRUPTION,
                            path + " has " + damage.bytes() + " bytes at offset " + damage.offset()
                                    + " that are no record; all other records were read")
                    .with("file", path.toString())
                    .with("offset", damage.offset()));
        }
        int torn = bytes.length - contents.end();
        if (torn > 0) {
            var aside = rejected(directory, "torn-" + contents.end());
            write(aside, Arrays.copyOfRange(bytes, contents.end(), bytes.length));
            file.setLength(contents.end());
        }
        var log = new ChangeFile(directory, file, salt);
        var stored = stored(contents.records());
        log.end = contents.end();
        log.damaged = !contents.damage().isEmpty();
        return new Opened(log, stored, new Fingerprint(salt), notices, torn);
    }

    private static Stored stored(List<ChangeRecord> records) {
        var last = Stored.nothing();
        var history = new ConfigHistory();
        for (var change : records) {
            history.add(change);
            last = new Stored(change.version(), change.runtime(), change.over(last.effective()), List.of());
        }
        return new Stored(last.version(), last.runtime(), last.effective(), history.records());
    }

    @Override
    public void append(byte[] record) throws IOException {
        var frame = ChangeFrames.frame(salt, record);
        if (frame.length > ChangeFrames.LARGEST_PAYLOAD || end + frame.length > LARGEST_BYTES) {
            throw new IOException("the change file would grow over its limit of " + LARGEST_BYTES + " bytes");
        }
        try {
            file.seek(end);
            file.write(frame);
            end += frame.length;
        } catch (IOException e) {
            cutBack(e);
            throw e;
        }
    }

    /// From twice what is kept on, so that the work is worth a constant time for each record.
    @Override
    public boolean compactable(long keptBytes) {
        return end > 2 * Math.max(keptBytes, compactEnd) + SLACK_BYTES;
    }

    @Override
    public long compact(List<ChangeRecord> kept) throws IOException {
        long before = end;
        compactEnd = end; // where it fails, it is tried again at twice the length
        var path = directory.resolve(NAME);
        var fresh = unfinished(path, ChangeFrames.header(salt));
        try {
            for (var record : kept) {
                fresh.write(ChangeFrames.frame(salt, record.encode()));
            }
            fresh.getFD().sync(); // what it replaces may be on the device already
            if (damaged) {
                Files.copy(path, rejected(directory, "damaged"), StandardCopyOption.COPY_ATTRIBUTES);
            }
            Files.move(path.resolveSibling(UNFINISHED), path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        var old = file;
        file = fresh;
        end = fresh.length();
        compactEnd = end;
        damaged = false;
        old.close();
        return before - end;
    }

    private static RandomAccessFile unfinished(Path path, byte[] header) throws IOException {
        var fresh = path.resolveSibling(UNFINISHED);
        Files.deleteIfExists(fresh);
        write(fresh, header);
        var file = new RandomAccessFile(fresh.toFile(), "rw");
        file.seek(header.length);
        return file;
    }

    /// Half a record must not stay: the next one goes where it began, whether or not the cut succeeds.
    private void cutBack(IOException cause) {
        try {
            file.setLength(end);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new FoundationException(
                    FoundationError.of(FoundationErrorType.CONFIG_STORAGE_FAILED, "the change file cannot be closed")
                            .causedBy(e));
        }
    }

    /// Writes overrides that no longer validate to `rejected/`, as text for people.
    ///
    /// @return the file written
    static Path setAside(Path directory, long version, List<Rejected> rejected) throws IOException {
        var text = new StringBuilder();
        rejected.stream()
                .sorted(Comparator.comparing(Rejected::path))
                .forEach(one -> text.append("# ")
                        .append(one.rule().replaceAll("\\R", " "))
                        .append('\n')
                        .append(one.path())
                        .append(" = ")
                        .append(RawValue.text(one.value()).replaceAll("\\R", " "))
                        .append('\n'));
        var aside = rejected(directory, "overrides-" + version);
        write(aside, text.toString().getBytes(StandardCharsets.UTF_8));
        return aside;
    }

    private static Path rejected(Path directory, String name) throws IOException {
        var folder = directory.resolve("rejected");
        createDirectory(folder);
        var file = folder.resolve(name);
        for (int i = 2; Files.exists(file); i++) {
            file = folder.resolve(name + "-" + i);
        }
        return file;
    }

    private static void createDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /// Under a temporary name first: a process that ends half-way leaves no file without a header.
    private static void create(Path path, LongSupplier random) throws IOException {
        unfinished(path, ChangeFrames.header(salt(random))).close();
        Files.move(path.resolveSibling(UNFINISHED), path, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] salt(LongSupplier random) {
        return ByteBuffer.allocate(Fingerprint.SALT_BYTES)
                .putLong(random.getAsLong())
                .putLong(random.getAsLong())
                .array();
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = new FileOutputStream(file.toFile())) {
            out.write(bytes);
        }
    }

    private static FoundationError unusable(Path path, String rule) {
        return FoundationError.of(FoundationErrorType.CONFIG_STORAGE_FAILED, path + " " + rule)
                .with("file", path.toString());
    }
}
