package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.time.Clock;
import java.util.function.DoubleSupplier;

/// A bar on standard error for long work, only where that is a terminal; at most ten pictures a second.
final class Progress {

    private static final long INTERVAL_NANOS = 100_000_000;
    private static final int CELLS = 30;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final Output output;
    private final Clock clock;
    private final DoubleSupplier share;
    private final boolean visible;
    private long shownAt;
    private boolean drawn;

    private Progress(Output output, Clock clock, DoubleSupplier share, boolean visible) {
        this.output = output;
        this.clock = clock;
        this.share = share;
        this.visible = visible;
        this.shownAt = clock.nanos();
    }

    /// @param share how much of the work is done, 0 to 1; negative where nobody knows
    static Progress of(Output output, Clock clock, DoubleSupplier share) {
        return new Progress(output, clock, share, Terminal.isThere());
    }

    void show(long events) {
        if (!visible || clock.nanos() - shownAt < INTERVAL_NANOS) {
            return;
        }
        shownAt = clock.nanos();
        drawn = true;
        output.draw(ERASE_LINE + bar(share.getAsDouble()) + Numbers.counted(events, "event"));
    }

    void clear() {
        if (drawn) {
            drawn = false;
            output.draw(ERASE_LINE);
        }
    }

    private static String bar(double share) {
        if (share < 0) {
            return "";
        }
        var full = (int) Math.round(Math.min(1, share) * CELLS);
        return "[" + "#".repeat(full) + "-".repeat(CELLS - full) + "] ";
    }
}
