package io.elixirscope.foundation.cli;

import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Buffered UTF-8 writer that knows why it failed: a print writer alone only tells that it did.
final class ResultWriter extends PrintWriter {

    private static final int BUFFER_CHARS = 1 << 16;

    private final Remembering target;

    private ResultWriter(Remembering target) {
        super(new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8), BUFFER_CHARS));
        this.target = target;
    }

    static ResultWriter over(OutputStream out) {
        return new ResultWriter(new Remembering(out));
    }

    /// The first failure of a write.
    Optional<IOException> failure() {
        return Optional.ofNullable(target.failure);
    }

    private static final class Remembering extends FilterOutputStream {

        private volatile @Nullable IOException failure;

        Remembering(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException lost) {
                failure = failure == null ? lost : failure;
                throw lost;
            }
        }
    }
}
