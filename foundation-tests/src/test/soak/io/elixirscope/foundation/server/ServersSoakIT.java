package io.elixirscope.foundation.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.testkit.LongRun;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Servers of every kind crash, stop, linger and come and go under many senders, while a ledger counts every accepted
/// call, cast and answer.
final class ServersSoakIT {
    private static final long SEED = 20_261_123;

    @Test
    void accountsForEveryMessage() throws Exception {
        Soak.run(Duration.ofSeconds(10), SEED);
    }

    @LongRun
    @Test
    void accountsForEveryMessageForLonger() throws Exception {
        Soak.run(Duration.ofSeconds(60), System.nanoTime());
    }

    @Test
    void accountsForEveryMessageWithOneProcessorForVirtualThreads() throws Exception {
        assertThat(Soak.inChild(Duration.ofSeconds(4), SEED, "-Djdk.virtualThreadScheduler.parallelism=1"))
                .contains("exit 0");
    }
}
