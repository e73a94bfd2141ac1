package io.elixirscope.foundation.control;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// Where a control socket is bound: alone in a fresh directory that only its owner can enter.
///
/// @param channel the bound socket
/// @param socket its path
record SocketPlace(ServerSocketChannel channel, Path socket) {
    /// Longest path of a Unix domain socket on Linux; one byte of its 108 ends it. Unit: bytes.
    static final int MAX_PATH_BYTES = 107;

    private static final String DIRECTORY = "foundation-";
    private static final String NAME = "control.sock";
    /// What a directory's random number takes at most. Unit: bytes.
    private static final int RANDOM_BYTES = 20;

    /// Binds in the first of these directories that will do; `S101` says of each why it did not.
    static Result<SocketPlace> bind(List<Path> bases) {
        List<FoundationError> refusals = new ArrayList<>();
        for (Path base : bases) {
            Path absolute = base.toAbsolutePath();
            if (length(absolute) > MAX_PATH_BYTES) {
                refusals.add(FoundationError.of(
                        FoundationErrorType.INVALID_INPUT,
                        "a socket below " + absolute + " would have a path of " + length(absolute)
                                + " bytes, the system takes " + MAX_PATH_BYTES));
                continue;
            }
            try {
                return Result.ok(bind(absolute));
            } catch (IOException | UnsupportedOperationException failed) {
                refusals.add(FoundationError.of(
                                FoundationErrorType.STORAGE_FAILED, "no socket can be bound below " + absolute)
                        .causedBy(failed));
            }
        }
        var error = FoundationError.of(
                FoundationErrorType.INITIALIZATION_FAILED,
                "the control socket could not be bound: set XDG_RUNTIME_DIR or java.io.tmpdir to a short path that"
                        + " this user can write to");
        for (FoundationError refusal : refusals) {
            error = error.causedBy(refusal);
        }
        return Result.err(error);
    }

    private static int length(Path base) {
        String rest = "/" + DIRECTORY + "/" + NAME;
        return base.toString().getBytes(StandardCharsets.UTF_8).length + rest.length() + RANDOM_BYTES;
    }

    private static SocketPlace bind(Path base) throws IOException {
        Path directory = Files.createTempDirectory(
                base, DIRECTORY, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path socket = directory.resolve(NAME);
        ServerSocketChannel channel = null;
        try {
            channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            return new SocketPlace(
                    channel.bind(UnixDomainSocketAddress.of(socket), ControlSocket.MAX_CONNECTIONS), socket);
        } catch (IOException | UnsupportedOperationException failed) {
            if (channel != null) {
                channel.close();
            }
            Files.deleteIfExists(socket);
            Files.deleteIfExists(directory);
            throw failed;
        }
    }

    /// Removes the socket and its directory.
    void remove() throws IOException {
        remove(socket);
    }

    /// Removes what a process that is gone left behind: nothing of another shape, or that this user cannot change.
    static void removeLeft(Path socket) throws IOException {
        Path directory = socket.getParent();
        boolean ours = directory != null
                && socket.isAbsolute()
                && socket.endsWith(NAME)
                && String.valueOf(directory.getFileName()).startsWith(DIRECTORY)
                && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && Files.isWritable(directory);
        if (ours) {
            remove(socket);
        }
    }

    private static void remove(Path socket) throws IOException {
        Files.deleteIfExists(socket);
        Path directory = socket.getParent();
        if (directory != null) {
            Files.deleteIfExists(directory);
        }
    }
}
