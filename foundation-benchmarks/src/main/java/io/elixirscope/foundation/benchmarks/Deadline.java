package io.elixirscope.foundation.benchmarks;

import java.time.Duration;

/// Until when what is unsteady is measured again.
record Deadline(long nanos) {
    static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean passed() {
        return System.nanoTime() - nanos >= 0;
    }
}
