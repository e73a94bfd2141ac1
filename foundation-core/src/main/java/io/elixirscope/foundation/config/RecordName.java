package io.elixirscope.foundation.config;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;

/// The file `record` of a configuration's directory: the binary name of the record that the last node had, and a line
/// end. It tells tools which record to check a change against while no node runs.
final class RecordName {
    private static final String FILE = "record";
    private static final long LONGEST_BYTES = 1_024;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_$.]+");

    private RecordName() {}

    /// Empty where there is no such file, or something else is in it.
    static Optional<String> read(Path directory) {
        var file = directory.resolve(FILE);
        try {
            var name = Files.size(file) > LONGEST_BYTES
                    ? ""
                    : Files.readString(file, StandardCharsets.UTF_8).strip();
            return NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Replaces the file in one step, for its owner only, unless it says this already.
    static void write(Path directory, Class<?> type) throws IOException {
        if (read(directory).equals(Optional.of(type.getName()))) {
            return;
        }
        var next = directory.resolve(FILE + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = new FileOutputStream(next.toFile())) {
            out.write((type.getName() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Files.move(next, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
