package io.elixirscope.foundation.event;

import io.elixirscope.foundation.testkit.EventStoreContract;
import io.elixirscope.foundation.time.Scheduler;
import java.time.Duration;

final class MemoryEventStoreContractTest extends EventStoreContract {
    @Override
    protected EventStore newStore(Scheduler scheduler) {
        return new MemoryEventStore(scheduler, new MemoryLimits(100_000, 64L << 20, Duration.ofDays(1)));
    }
}
