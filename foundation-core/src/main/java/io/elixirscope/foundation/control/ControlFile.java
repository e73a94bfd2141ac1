package io.elixirscope.foundation.control;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The file `control` of a data directory: where the node that runs on it can be asked. Immutable.
///
/// @param socket path of the Unix domain socket
/// @param pid of the node's process
/// @param started when that process started
/// @param protocol version of the protocol that it speaks
/*
 * Text, one field a line, in any order; a reader ignores what it does not know:
 *   socket=/run/user/1000/foundation-4711/control.sock     path of the Unix domain socket
 *   pid=1234                                               of the node's process
 *   started=2026-11-23T15:42:26.120Z                       start of that process: tells it from a later one of this number
 *   protocol=1                                             version that the socket speaks
 */
public record ControlFile(Path socket, long pid, Instant started, int protocol) {
    private static final String NAME = "control";
    private static final long MAX_BYTES = 4_096;
    private static final Duration CLOCKS_AGREE = Duration.ofSeconds(2);

    /// The file of this process.
    static ControlFile here(Path socket) {
        ProcessHandle self = ProcessHandle.current();
        return new ControlFile(
                socket, self.pid(), self.info().startInstant().orElse(Instant.EPOCH), RequestLogic.VERSION);
    }

    static Path in(Path dataDirectory) {
        return dataDirectory.resolve(NAME);
    }

    /// Reads the file of a data directory.
    ///
    /// @param dataDirectory the directory of a node
    /// @return what it says; `S102` where there is none, `D204` where this user may not read it, `D202` where it is
    ///     no such file
    public static Result<ControlFile> read(Path dataDirectory) {
        Path file = in(dataDirectory);
        try {
            if (Files.size(file) > MAX_BYTES) {
                return malformed(file, "longer than " + MAX_BYTES + " bytes");
            }
            return parse(file, Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException | NotDirectoryException _) {
            return Result.err(absent(dataDirectory, file));
        } catch (AccessDeniedException _) {
            return Result.err(ControlErrors.forbidden(file));
        } catch (IOException failed) {
            return Result.err(FoundationError.of(FoundationErrorType.STORAGE_FAILED, "cannot read " + file)
                    .causedBy(failed));
        }
    }

    private static FoundationError absent(Path dataDirectory, Path file) {
        String why = Files.isDirectory(dataDirectory)
                ? "no node runs on " + dataDirectory + ", or it runs without a control socket: there is no file " + file
                : "there is no data directory " + dataDirectory;
        return FoundationError.of(FoundationErrorType.SERVICE_UNAVAILABLE, why);
    }

    private static Result<ControlFile> parse(Path file, String text) {
        Map<String, String> fields = new HashMap<>();
        text.lines().forEach(line -> {
            int sign = line.indexOf('=');
            fields.put(line.substring(0, Math.max(0, sign)), line.substring(sign + 1));
        });
        for (String name : Set.of("socket", "pid", "started", "protocol")) {
            if (fields.getOrDefault(name, "").isEmpty()) {
                return malformed(file, "the line " + name + "= is missing");
            }
        }
        try {
            return Result.ok(new ControlFile(
                    Path.of(fields.getOrDefault("socket", "")),
                    Long.parseLong(fields.getOrDefault("pid", "")),
                    Instant.parse(fields.getOrDefault("started", "")),
                    Integer.parseInt(fields.getOrDefault("protocol", ""))));
        } catch (NumberFormatException | DateTimeException | InvalidPathException wrong) {
            return malformed(file, String.valueOf(wrong.getMessage()));
        }
    }

    private static Result<ControlFile> malformed(Path file, String why) {
        return Result.err(FoundationErrorType.FORMAT_ERROR, file + " is not the control file of a node: " + why);
    }

    /// Puts this in the place of what is there, in one step, for the owner only.
    void write(Path dataDirectory) throws IOException {
        Path file = in(dataDirectory);
        Path next = file.resolveSibling(NAME + ".tmp");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, text(), StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String text() {
        return "socket=" + socket + "\npid=" + pid + "\nstarted=" + started + "\nprotocol=" + protocol + "\n";
    }

    /// Whether the process that wrote it still runs, as far as this user can see.
    ///
    /// @return false once it has ended, even if another process has its number now
    public boolean alive() {
        return ProcessHandle.of(pid)
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> Duration.between(start, started).abs().compareTo(CLOCKS_AGREE) < 0)
                        .orElse(true))
                .isPresent();
    }
}
