package io.elixirscope.foundation.event.journal;

import java.io.IOException;

/// One file of bytes that grows at its end. All of the journal's reading and writing goes through
/// this, so that tests can put a failing disk in its place. Never a file channel: an interrupt of
/// one thread would close it for all.
interface SegmentFile {
    /// Size in bytes.
    long size() throws IOException;

    /// Reads exactly this many bytes; any thread.
    void read(long at, byte[] into, int length) throws IOException;

    /// Writes at the end; one thread at a time. After an exception any part may have been written.
    void append(byte[] bytes, int length) throws IOException;

    /// Shortens the file; nobody else has it open.
    void cut(long size) throws IOException;

    /// Later reads and writes throw.
    void close() throws IOException;
}
