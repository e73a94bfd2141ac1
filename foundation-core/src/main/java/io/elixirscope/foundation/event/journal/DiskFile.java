package io.elixirscope.foundation.event.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A file on disk, read through one descriptor and written through another, so that neither moves the
/// other's place.
final class DiskFile implements SegmentFile {
    private final Path path;
    private final ReentrantLock reading = new ReentrantLock();
    private final RandomAccessFile reader;
    private @Nullable RandomAccessFile writer;

    DiskFile(Path path) throws IOException {
        this.path = path;
        this.reader = new RandomAccessFile(path.toFile(), "r");
    }

    @Override
    public long size() throws IOException {
        return reader.length();
    }

    @Override
    public void read(long at, byte[] into, int length) throws IOException {
        reading.lock();
        try {
            reader.seek(at);
            reader.readFully(into, 0, length);
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void append(byte[] bytes, int length) throws IOException {
        writer().write(bytes, 0, length);
    }

    @Override
    public void cut(long size) throws IOException {
        RandomAccessFile file = writer();
        file.setLength(size);
        file.seek(size);
    }

    private RandomAccessFile writer() throws IOException {
        RandomAccessFile file = writer;
        if (file == null) {
            file = new RandomAccessFile(path.toFile(), "rw");
            file.seek(file.length());
            writer = file;
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        reading.lock();
        try {
            reader.close();
        } finally {
            reading.unlock();
        }
        if (writer != null) {
            writer.close();
        }
    }
}
