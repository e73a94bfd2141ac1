package io.elixirscope.foundation;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.journal.DirectoryLock;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/// The directory of one Foundation, held for its lifetime by a [DirectoryLock].
///
/// Its file `starts` is the text of one number: how often the directory was opened. It leads the
/// fencing tokens, so it is counted up before anything else happens, in one step, and never goes
/// back.
final class DataDirectory implements AutoCloseable {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Path path;
    private final DirectoryLock lock;
    private final long starts;

    private DataDirectory(Path path, DirectoryLock lock, long starts) {
        this.path = path;
        this.lock = lock;
        this.starts = starts;
    }

    /// Takes the directory, making it for its owner only where it is missing.
    ///
    /// @return the directory; `S203` naming its holder, `S202` when it cannot be written, `D301`
    ///     when `starts` is no number
    static Result<DataDirectory> open(Path path) {
        return DirectoryLock.acquire(path)
                .flatMap(lock -> countStart(path.resolve("starts"))
                        .map(starts -> new DataDirectory(path, lock, starts))
                        .peekError(_ -> release(lock)));
    }

    Path journal() {
        return path.resolve("journal");
    }

    Path consumers() {
        return path.resolve("consumers");
    }

    Path config() {
        return path.resolve("config");
    }

    long starts() {
        return starts;
    }

    private static Result<Long> countStart(Path file) {
        try {
            String previous = Files.exists(file)
                    ? Files.readString(file, StandardCharsets.ISO_8859_1).strip()
                    : "0";
            if (!NUMBER.matcher(previous).matches()) {
                return Result.err(FoundationError.of(
                                FoundationErrorType.DATA_CORRUPTION,
                                file + " must be a number, how often the directory was opened")
                        .with("content", previous));
            }
            long starts = Long.parseLong(previous) + 1;
            Path next = file.resolveSibling("starts.tmp");
            writeForced(next, starts + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Result.ok(starts);
        } catch (IOException failed) {
            return Result.err(
                    FoundationError.of(FoundationErrorType.STORAGE_FAILED, "cannot count the start in " + file)
                            .causedBy(failed));
        }
    }

    /// On the disk before it takes the place of the old one: a power cut leaves the one or the
    /// other. Not a channel of `nio`, which an interrupt of the starting thread would close.
    private static void writeForced(Path file, String text) throws IOException {
        try (var out = new FileOutputStream(file.toFile())) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.getFD().sync();
        }
    }

    private static void release(DirectoryLock lock) {
        var releases = new Releases();
        releases.add("lock of the data directory", lock);
        Result<?> _ = releases.releaseAll();
    }

    /// Lets the next one in.
    @Override
    public void close() {
        lock.close();
    }
}
