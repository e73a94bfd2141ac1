package io.elixirscope.foundation.event.journal;

import static io.elixirscope.foundation.event.EventSamples.events;
import static io.elixirscope.foundation.event.EventSamples.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Appended;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.time.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that becomes full in the middle of a write.
final class FailingWriteIT {
    @TempDir
    Path temp;

    /// Room for so many more bytes, for all files.
    private int room = Integer.MAX_VALUE;

    /// Where reading begins to fail, in every file.
    private long readable = Long.MAX_VALUE;

    private final class SmallDisk implements SegmentFile {
        private final SegmentFile file;

        SmallDisk(Path path) throws IOException {
            this.file = new DiskFile(path);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void read(long at, byte[] into, int length) throws IOException {
            if (at >= readable) {
                throw new IOException("Input/output error");
            }
            file.read(at, into, length);
        }

        @Override
        public void append(byte[] bytes, int length) throws IOException {
            int written = Math.min(length, room);
            file.append(bytes, written);
            room -= written;
            if (written < length) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void cut(long size) throws IOException {
            file.cut(size);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private FileEventStore open() {
        return FileEventStore.open(temp, FileStoreOptions.of(Scheduler.system()), SmallDisk::new)
                .orElseThrow();
    }

    private static void assertFailed(Result<?> result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Err.class,
                        failed -> assertThat(failed.error().type()).isEqualTo(FoundationErrorType.STORAGE_FAILED));
    }

    @Test
    void acknowledgesNothingThatFailedAndShowsNothingOfIt() {
        for (int more = 0; more < 200; more += 7) {
            FileEventStore store = open();
            long before = store.stats().lastPosition();
            store.append(numbered(1_000 + more)).orElseThrow();
            room = more;
            Result<List<Appended>> refused = store.appendAll(numbered(1, 3));
            assertFailed(refused);
            assertThat(store.stats().lastPosition()).isEqualTo(before + 1);
            assertThat(events(store)).doesNotContainAnyElementsOf(numbered(1, 3));
            assertThat(store.get("e-1").succeeded()).isFalse();
            store.close();
            room = Integer.MAX_VALUE;
        }
    }

    @Test
    void isReadOnlyUntilItIsOpenedAgain() {
        FileEventStore store = open();
        store.appendAll(numbered(1, 5)).orElseThrow();
        room = 10;
        assertFailed(store.append(numbered(6)));
        room = Integer.MAX_VALUE;
        assertFailed(store.append(numbered(7)));
        assertThat(store.health().status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(store.health().reasons().getFirst()).contains("No space left");
        assertThat(events(store)).isEqualTo(numbered(1, 5));
        store.close();
        try (FileEventStore again = open()) {
            assertThat(again.health().status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(again.stats().tornBytes()).isEqualTo(10);
            assertThat(again.append(numbered(6)).orElseThrow().position()).isEqualTo(6);
            assertThat(events(again)).isEqualTo(numbered(1, 6));
        }
    }

    @Test
    void leavesNoHalfCopyOfAnUnfinishedEnd() throws IOException {
        FileEventStore store = open();
        store.append(numbered(1)).orElseThrow();
        store.close();
        Path segment = new StoreDirectory(temp).segments().getFirst();
        long end = Files.size(segment);
        Files.write(segment, new byte[200_000], StandardOpenOption.APPEND);
        readable = end + 100_000;
        for (int i = 0; i < 3; i++) {
            assertFailed(FileEventStore.open(temp, FileStoreOptions.of(Scheduler.system()), SmallDisk::new));
        }
        readable = Long.MAX_VALUE;
        open().close();
        assertThat(new StoreDirectory(temp).files("torn-", ""))
                .singleElement()
                .satisfies(torn -> assertThat(Files.size(torn)).isEqualTo(200_000));
    }
}
