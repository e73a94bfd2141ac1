package io.elixirscope.foundation.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.testkit.LongRun;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Servers of every kind crash, stop, linger, come and go under many senders, while a ledger counts every accepted
/// call,
/// cast and answer. A failure names the seed of its round: `new SoakRound(seed).run(300)` sends the same again.
@Timeout(180)
final class ServersSoakIT {
    private static final long SEED = 20_261_123;

    /// What a soak that is worth its time has seen.
    private static final List<String> FOUND = List.of(
            "call ok",
            "call INVALID_INPUT",
            "call SERVER_CRASHED",
            "call REPLY_NOT_GIVEN",
            "call TIMEOUT",
            "call SERVICE_UNAVAILABLE",
            "call BLOCKING_CALL_REFUSED",
            "cast ok",
            "cast RESOURCE_EXHAUSTED",
            "handled by an abandoned one");

    @Test
    void accountsForEveryMessage() throws Exception {
        assertThat(Soak.run(Duration.ofSeconds(10), SEED).counts()).containsKeys(FOUND.toArray(String[]::new));
    }

    @Test
    void accountsForEveryMessageWithOneProcessorForVirtualThreads() throws Exception {
        assertThat(Soak.inChild(Duration.ofSeconds(4), SEED, "-Djdk.virtualThreadScheduler.parallelism=1"))
                .endsWith("exit 0");
    }

    @LongRun
    @Test
    void accountsForEveryMessageForLonger() throws Exception {
        assertThat(Soak.run(Duration.ofSeconds(60), System.nanoTime()).counts())
                .containsKeys(FOUND.toArray(String[]::new));
    }
}
