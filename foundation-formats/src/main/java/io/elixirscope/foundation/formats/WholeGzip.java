package io.elixirscope.foundation.formats;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Gzip, one member or several, that fails where the compressed data stops before its end or where something else
/// follows it: the plain stream takes a damaged second member for the end and is silent.
final class WholeGzip extends GZIPInputStream {

    private static final int TRAILER_BYTES = 8;

    private final Counting source;
    private long filledUpTo;
    private boolean ended;

    private WholeGzip(Counting source, int bufferBytes) throws IOException {
        super(source, bufferBytes);
        this.source = source;
    }

    /// The source, opened; its head must be whole.
    static WholeGzip open(InputStream source, int bufferBytes) throws IOException {
        try {
            return new WholeGzip(new Counting(source), bufferBytes);
        } catch (EOFException _) {
            throw new ZipException("the gzip file ends inside its head");
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        var count = super.read(into, offset, length);
        if (count < 0 && !ended) {
            ended = true;
            requireEnd();
        }
        return count;
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        filledUpTo = source.bytes;
    }

    /// Of the last member the trailer is left in the buffer, or has been read behind it.
    private void requireEnd() throws ZipException {
        var buffered = inf.getRemaining();
        var readBehind = source.bytes - filledUpTo;
        if (buffered > TRAILER_BYTES || readBehind > TRAILER_BYTES - buffered) {
            throw new ZipException("what follows the compressed data is not gzip");
        }
    }

    private static final class Counting extends FilterInputStream {

        private long bytes;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = in.read();
            bytes += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var count = in.read(into, offset, length);
            bytes += Math.max(0, count);
            return count;
        }
    }
}
