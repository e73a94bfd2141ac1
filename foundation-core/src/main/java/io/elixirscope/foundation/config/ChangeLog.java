package io.elixirscope.foundation.config;

import java.io.IOException;
import java.util.List;

/// Where versions are written before they come into force. Used under the lock of the table that holds it.
interface ChangeLog extends AutoCloseable {
    /// Writes one record after all others. Blocks for the I/O; returns when the operating system has the
    /// record.
    ///
    /// @param record an encoded [ChangeRecord]
    /// @throws IOException if it was not written; the log is as before
    void append(byte[] record) throws IOException;

    /// Whether so much of the log is older than what is kept that it is worth writing anew.
    ///
    /// @param keptBytes length of the encoded records that are kept
    default boolean compactable(long keptBytes) {
        return false;
    }

    /// Writes the log anew with these records alone, oldest first. Whenever the process ends, the log is the one or
    /// the other. Blocks for the I/O.
    ///
    /// @return by how many bytes the log became shorter
    /// @throws IOException if it could not be done; the log is as before
    default long compact(List<ChangeRecord> kept) throws IOException {
        return 0;
    }

    @Override
    void close();

    /// A log that keeps nothing: the configuration of a Foundation without a data directory.
    static ChangeLog memory() {
        return new ChangeLog() {
            @Override
            public void append(byte[] record) {}

            @Override
            public void close() {}
        };
    }
}
