package io.elixirscope.foundation.secret;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Sensitive;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Secrets in files that only their owner can read: a directory of mode 0700, one file of mode 0600 each, in
/// clear.
///
/// It keeps secrets out of the data directory, its copies and everything that the library writes, and away from
/// other users of the machine. It does **not** protect them from this user's other programs, from the
/// administrator, from backups of the directory or from a stolen disk: that takes a vault.
///
/// What `put` acknowledged survives the end of the process, not of the machine. One process at a time uses a
/// directory. Not thread-safe.
public final class FileSecretStore implements SecretStore {
    private static final String UNFINISHED = ".unfinished";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path directory;

    private FileSecretStore(Path directory) {
        this.directory = directory;
    }

    /// Opens or creates the directory of a store. It should not lie in the data directory: a copy of that would
    /// hold the secrets then.
    ///
    /// Errors: `C404` when the directory cannot be made or used, or when others than its owner can enter it.
    ///
    /// @param directory made with mode 0700 if missing
    /// @return the store
    public static Result<FileSecretStore> open(Path directory) {
        var store = new FileSecretStore(directory.toAbsolutePath());
        try {
            if (!Files.isDirectory(store.directory)) {
                Files.createDirectories(store.directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            var others = new HashSet<>(Files.getPosixFilePermissions(store.directory));
            others.removeAll(OWNER_ONLY);
            if (!others.isEmpty()) {
                return Result.err(
                        FoundationErrorType.SECRET_STORE_FAILED,
                        store.directory + " can be entered by others than its owner: chmod 700 " + store.directory);
            }
            Files.deleteIfExists(store.unfinished());
            return Result.ok(store);
        } catch (IOException e) {
            return Result.err(store.failed("cannot be used", e));
        }
    }

    @Override
    public String name() {
        return "files in " + directory;
    }

    /// Under another name first: a process that ends half-way leaves no half secret under an id.
    @Override
    public Result<Done> put(String path, String id, Sensitive<String> secret) {
        try {
            Files.deleteIfExists(unfinished());
            Files.createFile(
                    unfinished(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var out = new FileOutputStream(unfinished().toFile())) {
                out.write(secret.reveal().getBytes(StandardCharsets.UTF_8));
            }
            Files.move(unfinished(), file(path, id), StandardCopyOption.ATOMIC_MOVE);
            return Result.done();
        } catch (IOException e) {
            return Result.err(failed("cannot be written to", e));
        }
    }

    @Override
    public Result<Optional<Sensitive<String>>> get(String path, String id) {
        try {
            return Result.ok(Optional.of(Sensitive.of(Files.readString(file(path, id)))));
        } catch (NoSuchFileException _) {
            return Result.ok(Optional.empty());
        } catch (IOException e) {
            return Result.err(failed("cannot be read", e));
        }
    }

    @Override
    public Result<Done> remove(String path, String id) {
        try {
            Files.deleteIfExists(file(path, id));
            return Result.done();
        } catch (IOException e) {
            return Result.err(failed("cannot be written to", e));
        }
    }

    @Override
    public Result<Set<String>> ids(String path) {
        var ids = new HashSet<String>();
        var before = name(path);
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (name.startsWith(before)) {
                    ids.add(name.substring(before.length()));
                }
            }
            return Result.ok(ids);
        } catch (IOException e) {
            return Result.err(failed("cannot be read", e));
        }
    }

    private Path file(String path, String id) {
        if (!id.matches("[0-9a-f]+")) {
            throw new IllegalArgumentException("id must be hexadecimal digits, was " + id);
        }
        return directory.resolve(name(path) + id);
    }

    /// The keys of maps may hold any character.
    private static String name(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8) + "=";
    }

    private Path unfinished() {
        return directory.resolve(UNFINISHED);
    }

    private FoundationError failed(String what, IOException cause) {
        return FoundationError.of(FoundationErrorType.SECRET_STORE_FAILED, directory + " " + what)
                .causedBy(cause);
    }
}
