package io.elixirscope.foundation.event.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The names of a journal's files. Directories are made 0700 and files 0600 where the file system
/// knows such rights.
final class JournalDirectory {
    private static final String SEGMENT = ".events";
    private static final String UNFINISHED = ".tmp";
    private static final int DIGITS = 19;

    private final Path path;

    private JournalDirectory(Path path) {
        this.path = path;
    }

    static JournalDirectory prepare(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Files.createDirectories(absolute, rights(absolute, "rwx------"));
        return new JournalDirectory(absolute);
    }

    /// A directory that is there.
    static JournalDirectory at(Path path) {
        return new JournalDirectory(path.toAbsolutePath());
    }

    Path path() {
        return path;
    }

    Path segment(long base) {
        return path.resolve(String.format(Locale.ROOT, "%0" + DIGITS + "d" + SEGMENT, base));
    }

    Path lowWater() {
        return path.resolve("low-water");
    }

    Path lock() {
        return path.resolve("LOCK");
    }

    /// A name for what was torn off before this position that is not taken yet.
    Path torn(long position) {
        Path free = path.resolve("torn-" + position + ".bin");
        for (int i = 2; Files.exists(free); i++) {
            free = path.resolve("torn-" + position + "-" + i + ".bin");
        }
        return free;
    }

    /// First positions of the segments that are there, ascending.
    List<Long> segments() throws IOException {
        List<Long> bases = new ArrayList<>();
        for (String name : names("*" + SEGMENT)) {
            String digits = name.substring(0, name.length() - SEGMENT.length());
            if (digits.length() == DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                bases.add(Long.parseLong(digits));
            }
        }
        bases.sort(null);
        return bases;
    }

    /// Names of the files of a pattern.
    List<String> names(String glob) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, glob)) {
            for (Path file : files) {
                names.add(file.getFileName().toString());
            }
        }
        return names;
    }

    /// Deletes files that were never given their final name.
    void sweep() throws IOException {
        for (String name : names("*" + UNFINISHED)) {
            Files.deleteIfExists(path.resolve(name));
        }
    }

    /// Makes an empty file, which must not be there.
    void create(Path file) throws IOException {
        Files.createFile(file, rights(file, "rw-------"));
    }

    /// Makes an empty file unless it is there.
    void createIfMissing(Path file) throws IOException {
        try {
            create(file);
        } catch (FileAlreadyExistsException _) {
            return;
        }
    }

    /// Makes a file with this content, or puts the content in the place of the old one, in one
    /// step.
    void publish(Path file, byte[] content) throws IOException {
        publish(file, out -> out.write(content));
    }

    /// As above, with a content that is too large for one array. Where it cannot be written whole, the
    /// file does not come into being.
    void publish(Path file, Content content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        Files.deleteIfExists(unfinished);
        create(unfinished);
        try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
            content.writeTo(out);
            out.getFD().sync();
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// What is to stand in a file.
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static FileAttribute<?>[] rights(Path path, String rights) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(rights);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
}
