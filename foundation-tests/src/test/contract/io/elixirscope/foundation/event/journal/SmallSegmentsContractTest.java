package io.elixirscope.foundation.event.journal;

import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.testkit.EventStoreContract;
import io.elixirscope.foundation.time.Scheduler;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// The same sentences where nearly every append begins a new segment.
final class SmallSegmentsContractTest extends EventStoreContract {
    @TempDir
    Path directory;

    @Override
    protected EventStore newStore(Scheduler scheduler) {
        return FileEventStore.open(directory, FileStoreOptions.of(scheduler).withSegmentBytes(4_096))
                .orElseThrow();
    }
}
