package io.elixirscope.foundation.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Settings of a shop, for tests.
public record ShopConfig(
        Orders orders,
        @Default("8080") int port,
        @Default("hunter2-hunter2") @Secret String apiKey,
        @Secret @Updatable Optional<String> token) {
    /// A batch size at which the record itself has a bug.
    static final int POISON = -666;

    /// A timeout at which the record waits for the gate.
    static final Duration SLOW = Duration.ofSeconds(777);

    static final Semaphore ENTERED = new Semaphore(0);
    static final Semaphore GATE = new Semaphore(0);

    public record Orders(
            @Updatable @Default("10") int batchSize,
            @Updatable @Default("2s") Duration timeout,
            @Updatable @Default("1") int min,
            @Updatable @Default("9") int max,
            @Updatable Optional<String> note)
            implements Checked {
        public Orders {
            if (batchSize == POISON) {
                throw new AssertionError("a bug in a settings record");
            }
            if (timeout.equals(SLOW)) {
                ENTERED.release();
                GATE.acquireUninterruptibly();
            }
            if (batchSize < 1) {
                throw new IllegalArgumentException("batchSize must be >= 1, was " + batchSize);
            }
        }

        @Override
        public List<String> violations() {
            return min <= max ? List.of() : List.of("min must be <= max, was " + min);
        }
    }
}
