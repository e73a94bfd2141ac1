package io.elixirscope.foundation.event.journal;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A directory of a file store, looked at and damaged from outside.
final class StoreDirectory {
    private final Path path;

    StoreDirectory(Path path) {
        this.path = path;
    }

    Result<FileEventStore> tryOpen() {
        return FileEventStore.open(path, FileStoreOptions.of(Scheduler.system()));
    }

    FileEventStore open() {
        return tryOpen().orElseThrow();
    }

    FileEventStore open(long segmentBytes) {
        return FileEventStore.open(path, FileStoreOptions.of(Scheduler.system()).withSegmentBytes(segmentBytes))
                .orElseThrow();
    }

    FoundationError refusal() {
        return switch (tryOpen()) {
            case Result.Err<FileEventStore>(FoundationError error) -> error;
            case Result.Ok<FileEventStore>(FileEventStore store) -> {
                store.close();
                throw new AssertionError("the store opened");
            }
        };
    }

    List<Path> files(String prefix, String suffix) {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<Path> segments() {
        return files("", ".events");
    }

    Path file(String name) {
        return path.resolve(name);
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
