package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.formats.CloudEventsLines;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The input of an import: a file that can be opened several times, or standard input.
final class ImportSource {

    private final String file;
    private volatile long readBytes;
    private volatile long sizeBytes = -1;

    ImportSource(String file) {
        this.file = file;
    }

    boolean standardInput() {
        return file.equals("-");
    }

    /// What reports call the input.
    String name() {
        return standardInput() ? "(standard input)" : file;
    }

    /// Opens the input at its beginning.
    Result<CloudEventsLines> open() {
        try {
            return Result.ok(new CloudEventsLines(new Counting(stream()), name()));
        } catch (NoSuchFileException _) {
            return Result.err(FoundationErrorType.INVALID_INPUT, "there is no file " + file);
        } catch (AccessDeniedException _) {
            return Result.err(FoundationErrorType.INVALID_INPUT, "cannot read " + file + ": permission denied");
        } catch (IOException | InvalidPathException failure) {
            return Result.err(FoundationErrorType.INVALID_INPUT, "cannot read " + file + ": " + failure.getMessage());
        }
    }

    private InputStream stream() throws IOException {
        if (standardInput()) {
            return System.in;
        }
        var path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw new IOException("it is a directory");
        }
        sizeBytes = Files.isRegularFile(path) ? Files.size(path) : -1;
        readBytes = 0;
        return Files.newInputStream(path);
    }

    /// How much of the file has been read, 0 to 1; negative where its size is not known.
    double share() {
        return sizeBytes <= 0 ? -1 : (double) readBytes / sizeBytes;
    }

    private final class Counting extends FilterInputStream {

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var count = in.read(bytes, offset, length);
            readBytes = Math.addExact(readBytes, Math.max(0, count));
            return count;
        }
    }
}
