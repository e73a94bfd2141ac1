package io.elixirscope.foundation.time;

import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/// Logs failures of timer actions, at most one a second, with the count of those left out. Used by one thread.
final class FailureLog implements Consumer<Throwable> {
    private static final System.Logger LOGGER = System.getLogger(FailureLog.class.getPackageName());
    private static final long INTERVAL_NANOS = 1_000_000_000L;

    private final Clock clock;
    private long nextNanos;
    private long suppressed;

    FailureLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void accept(Throwable thrown) {
        long now = clock.nanos();
        if (now < nextNanos) {
            suppressed++;
            return;
        }
        nextNanos = now + INTERVAL_NANOS;
        LOGGER.log(Level.WARNING, "a timer action failed (" + suppressed + " more not shown)", thrown);
        suppressed = 0;
    }
}
