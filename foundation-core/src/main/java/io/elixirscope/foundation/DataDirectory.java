package io.elixirscope.foundation;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The directory of one Foundation, held for its lifetime by the lock on its file `LOCK`.
///
/// `LOCK` is text and stays when the lock is given back:
///
/// ```
/// foundation 1            name and version of this form
/// pid 4711                holder, or the last one
/// since 2026-11-23T14:00:00Z
/// starts 7                how often the directory was opened; leads the fencing tokens
/// ```
final class DataDirectory implements AutoCloseable {

    private static final String HEAD = "foundation 1";
    private static final Pattern STARTS = Pattern.compile("(?m)^starts (\\d{1,18})$");
    private static final Pattern PID = Pattern.compile("(?m)^pid (\\d+)$");
    private static final Pattern SINCE = Pattern.compile("(?m)^since (\\S+)$");
    private static final int LONGEST_LOCK_TEXT = 4_096;

    private final Path path;
    private final RandomAccessFile file;
    private final long starts;

    private DataDirectory(Path path, RandomAccessFile file, long starts) {
        this.path = path;
        this.file = file;
        this.starts = starts;
    }

    /// Opens the directory, making it for its owner only where it is missing, and takes its lock.
    static Result<DataDirectory> open(Path path, Instant now) {
        try {
            create(path);
            return lock(path, now);
        } catch (IOException problem) {
            return Result.err(refused(path, "The data directory " + path + " cannot be used: " + problem.getMessage())
                    .causedBy(problem));
        }
    }

    Path journal() {
        return path.resolve("journal");
    }

    Path config() {
        return path.resolve("config");
    }

    long starts() {
        return starts;
    }

    private static void create(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(path);
        }
    }

    /// The lock belongs to a channel that nothing else touches: an interrupt cannot close it.
    private static Result<DataDirectory> lock(Path path, Instant now) throws IOException {
        var file = new RandomAccessFile(path.resolve("LOCK").toFile(), "rw");
        boolean kept = false;
        try {
            String text = read(file);
            if (tryLock(file) == null) {
                return Result.err(held(path, text));
            }
            long starts = previousStarts(text) + 1;
            write(file, starts, now);
            kept = true;
            return Result.ok(new DataDirectory(path, file, starts));
        } finally {
            if (!kept) {
                file.close();
            }
        }
    }

    private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // held by another Foundation of this process
        }
    }

    private static String read(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[(int) Math.min(file.length(), LONGEST_LOCK_TEXT)];
        file.seek(0);
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void write(RandomAccessFile file, long starts, Instant now) throws IOException {
        String text = HEAD + "\npid " + ProcessHandle.current().pid() + "\nsince " + now + "\nstarts " + starts + "\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        file.seek(0);
        file.write(bytes);
        file.setLength(bytes.length);
    }

    private static long previousStarts(String text) {
        Matcher starts = STARTS.matcher(text);
        return starts.find() ? Long.parseLong(starts.group(1)) : 0;
    }

    private static FoundationError held(Path path, String text) {
        Matcher pid = PID.matcher(text);
        Matcher since = SINCE.matcher(text);
        String holder = (pid.find() ? "process " + pid.group(1) : "another process")
                + (since.find() ? " since " + since.group(1) : "");
        return refused(path, "The data directory " + path + " is held by " + holder)
                .with("holder", holder);
    }

    private static FoundationError refused(Path path, String message) {
        return FoundationError.of(FoundationErrorType.INITIALIZATION_FAILED, message)
                .with("dataDirectory", path.toString());
    }

    /// Gives the lock back.
    @Override
    public void close() throws IOException {
        file.close();
    }
}
