package io.elixirscope.foundation.event.journal;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The errors of files, worded in one place.
final class JournalErrors {
    private JournalErrors() {}

    static FoundationError storage(String what, IOException cause) {
        return FoundationError.of(FoundationErrorType.STORAGE_FAILED, what + ": " + reason(cause))
                .causedBy(cause);
    }

    /// What went wrong, in words: an exception of the file system says mostly where alone.
    private static String reason(IOException failed) {
        String said = String.valueOf(failed.getMessage());
        return switch (failed) {
            case AccessDeniedException _ -> said + ": permission denied";
            case NoSuchFileException _ -> said + ": no such file or directory";
            case FileAlreadyExistsException _ -> said + ": there is already something else of this name";
            default -> said;
        };
    }

    static FoundationError inUse(Path directory, String holder) {
        return FoundationError.of(FoundationErrorType.STORAGE_IN_USE, directory + " is in use by " + holder)
                .with("directory", directory)
                .with("holder", holder);
    }

    static FoundationError damaged(Path file, long offset, long position, String problem) {
        return FoundationError.of(
                        FoundationErrorType.DATA_CORRUPTION,
                        file + " is damaged at byte " + offset + ", where position " + position + " was expected: "
                                + problem)
                .with("file", file)
                .with("offset", offset)
                .with("position", position);
    }

    static FoundationError missing(Path directory, long from, long to) {
        return FoundationError.of(
                        FoundationErrorType.DATA_CORRUPTION,
                        "positions " + from + " to " + to + " are in no segment file of " + directory
                                + " and were not pruned")
                .with("directory", directory)
                .with("from", from)
                .with("to", to);
    }

    static FoundationError badFile(Path file, String problem) {
        return FoundationError.of(FoundationErrorType.DATA_CORRUPTION, file + ": " + problem)
                .with("file", file);
    }
}
