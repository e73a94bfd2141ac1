package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Events read one after the other from CloudEvents JSON lines, plain or gzip, in bounded memory.
///
/// Gzip is known by its first bytes, whatever the file is called. The text must be UTF-8; a byte order mark at its
/// beginning and empty lines are skipped. A bad line never ends the reading: it comes as [CloudEventsLine.Rejected].
/// Not thread-safe; [#hasNext] blocks on the input.
public final class CloudEventsLines implements Iterator<CloudEventsLine>, AutoCloseable {

    /// The longest line that is read; unit: bytes. A longer one is rejected and skipped.
    public static final int MAX_LINE_BYTES = 8 << 20;

    private final InputStream input;
    private final String name;
    private final LineReader lines;
    private @Nullable CloudEventsLine next;
    private boolean ended;

    /// Reads an input with lines of at most [#MAX_LINE_BYTES].
    ///
    /// @param input the bytes; closed by [#close]
    /// @param name what errors call the input, such as its file name
    public CloudEventsLines(InputStream input, String name) {
        this(input, name, MAX_LINE_BYTES);
    }

    /// Reads an input with lines of a stated length.
    ///
    /// @param input the bytes; closed by [#close]
    /// @param name what errors call the input, such as its file name
    /// @param maxLineBytes the longest line that is read, `1` to [#MAX_LINE_BYTES]; unit: bytes
    public CloudEventsLines(InputStream input, String name, int maxLineBytes) {
        if (maxLineBytes < 1 || maxLineBytes > MAX_LINE_BYTES) {
            throw new IllegalArgumentException("maxLineBytes must be 1 to " + MAX_LINE_BYTES + ", was " + maxLineBytes);
        }
        this.input = input;
        this.name = name;
        this.lines = new LineReader(input, maxLineBytes);
    }

    /// Whether the next line would have to be waited for, as on a pipe that is silent now. Does not block.
    ///
    /// @return false also where the input cannot tell
    public boolean idle() {
        try {
            return next == null && !ended && lines.idle();
        } catch (IOException _) {
            return false; // the read that follows meets the same failure and reports it
        }
    }

    @Override
    public boolean hasNext() {
        while (next == null && !ended) {
            next = advance();
        }
        return next != null;
    }

    @Override
    public CloudEventsLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no line follows line " + lines.number());
        }
        var line = next;
        next = null;
        return Objects.requireNonNull(line);
    }

    private @Nullable CloudEventsLine advance() {
        try {
            var line = lines.next();
            if (line == null) {
                ended = true;
                return null;
            }
            return line.rejection() == null && line.text().isBlank() ? null : read(line);
        } catch (IOException broken) {
            ended = true;
            return new CloudEventsLine.Broken(lines.number() + 1, unreadable(broken));
        }
    }

    private CloudEventsLine read(RawLine line) {
        var rejection = line.rejection();
        if (rejection != null) {
            var error = rejection.error(name, line.number(), line.text());
            return new CloudEventsLine.Rejected(line.number(), error);
        }
        return switch (EventLineReader.read(line.text(), name, line.number())) {
            case Result.Ok(var event) -> new CloudEventsLine.Parsed(line.number(), line.text(), event);
            case Result.Err(var error) -> new CloudEventsLine.Rejected(line.number(), error);
        };
    }

    private FoundationError unreadable(IOException broken) {
        var reason = broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
        var place = lines.number() == 0 ? "" : " beyond line " + lines.number();
        var message = "%s cannot be read%s: %s".formatted(name, place, reason);
        return FoundationError.of(FoundationErrorType.FORMAT_ERROR, message).causedBy(broken);
    }

    /// Closes the input.
    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("closing " + name, failure);
        }
    }
}
