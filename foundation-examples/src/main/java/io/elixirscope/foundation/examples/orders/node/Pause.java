package io.elixirscope.foundation.examples.orders.node;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A wait that the end of the work cuts short. Thread-safe.
final class Pause {

    private final CountDownLatch over = new CountDownLatch(1);

    /// Waits; false when the work is over.
    boolean await(Duration time) {
        try {
            return !over.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void end() {
        over.countDown();
    }
}
