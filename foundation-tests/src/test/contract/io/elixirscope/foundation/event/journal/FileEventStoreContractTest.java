package io.elixirscope.foundation.event.journal;

import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.testkit.EventStoreContract;
import io.elixirscope.foundation.time.Scheduler;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FileEventStoreContractTest extends EventStoreContract {
    @TempDir
    Path directory;

    @Override
    protected EventStore newStore(Scheduler scheduler) {
        return FileEventStore.open(directory, FileStoreOptions.of(scheduler)).orElseThrow();
    }
}
