package io.elixirscope.foundation.config;

import java.io.IOException;

/// Where versions are written before they come into force. Used under the lock of the table that holds it.
interface ChangeLog extends AutoCloseable {
    /// Writes one record after all others. Blocks for the I/O; returns when the operating system has the
    /// record.
    ///
    /// @throws IOException if it was not written; the log is as before
    void append(ChangeRecord change) throws IOException;

    @Override
    void close();

    /// A log that keeps nothing: the configuration of a Foundation without a data directory.
    static ChangeLog memory() {
        return new ChangeLog() {
            @Override
            public void append(ChangeRecord change) {}

            @Override
            public void close() {}
        };
    }
}
