package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.error.FoundationErrorType;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Splits UTF-8 text, plain or gzip, into numbered lines of bounded length.
///
/// Gzip is known by its first two bytes. A byte order mark at the beginning is dropped. A line that is too long or not
/// UTF-8 comes back with its problem, and reading goes on with the next one. Not thread-safe.
final class LineReader {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int SHOWN_BYTES = 160;

    private final InputStream source;
    private final int maxLineBytes;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private @Nullable InputStream in;
    private boolean compressed;
    private int position;
    private int limit;
    private byte[] line = new byte[1024];
    private int lineBytes;
    private boolean tooLong;
    private long number;

    LineReader(InputStream source, int maxLineBytes) {
        this.source = source;
        this.maxLineBytes = maxLineBytes;
    }

    /// Lines read so far.
    long number() {
        return number;
    }

    /// The next line, or null at the end of the input. Blocks until it is there.
    @Nullable
    RawLine next() throws IOException {
        var stream = in;
        if (stream == null) {
            stream = open();
            in = stream;
        }
        lineBytes = 0;
        tooLong = false;
        while (true) {
            if (position == limit && !fill(stream)) {
                return lineBytes == 0 && !tooLong ? null : line();
            }
            var end = endOfLine();
            keep(position, Math.min(end, limit));
            position = Math.min(end + 1, limit);
            if (end < limit) {
                return line();
            }
        }
    }

    /// Whether the next line would have to be waited for: true only where the source says that nothing is there.
    boolean idle() throws IOException {
        if (in == null || compressed) {
            return false;
        }
        return endOfLine() == limit && source.available() == 0;
    }

    private InputStream open() throws IOException {
        var start = source.readNBytes(3);
        var rest = new PushbackInputStream(source, 3);
        if (start.length == 3 && (start[0] & 0xff) == 0xef && (start[1] & 0xff) == 0xbb && (start[2] & 0xff) == 0xbf) {
            return rest;
        }
        if (start.length >= 2 && (start[0] & 0xff) + (start[1] & 0xff) == 0xfe + 0xff && (start[0] & 0xfe) == 0xfe) {
            throw new IOException("the input is UTF-16 text; events are read as UTF-8");
        }
        rest.unread(start);
        compressed = start.length >= 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
        return compressed ? WholeGzip.open(rest, BUFFER_BYTES) : rest;
    }

    private boolean fill(InputStream stream) throws IOException {
        position = 0;
        limit = Math.max(0, stream.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    private int endOfLine() {
        var end = position;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private void keep(int from, int to) {
        var length = to - from;
        if (tooLong || lineBytes + length > maxLineBytes) {
            length = tooLong ? 0 : Math.min(length, Math.max(0, SHOWN_BYTES - lineBytes));
            tooLong = true;
        }
        if (lineBytes + length > line.length) {
            line = Arrays.copyOf(line, Math.max(lineBytes + length, 2 * line.length));
        }
        System.arraycopy(buffer, from, line, lineBytes, length);
        lineBytes += length;
    }

    private RawLine line() {
        number++;
        if (tooLong) {
            var problem = "the line is longer than " + maxLineBytes + " bytes";
            var start = new String(line, 0, Math.min(lineBytes, SHOWN_BYTES), StandardCharsets.UTF_8);
            return new RawLine(number, start, new LineRejection(FoundationErrorType.DATA_TOO_LARGE, problem, 1));
        }
        if (lineBytes > 0 && line[lineBytes - 1] == '\r') {
            lineBytes--;
        }
        var bytes = ByteBuffer.wrap(line, 0, lineBytes);
        var text = CharBuffer.allocate(lineBytes);
        var result = decoder.reset().decode(bytes, text, true);
        if (result.isError()) {
            var problem = "the byte 0x%02x is not UTF-8 here".formatted(line[bytes.position()] & 0xff);
            var shown = new String(line, 0, lineBytes, StandardCharsets.UTF_8);
            var rejection = new LineRejection(FoundationErrorType.FORMAT_ERROR, problem, text.position() + 1);
            return new RawLine(number, shown, rejection);
        }
        return new RawLine(number, text.flip().toString(), null);
    }
}
