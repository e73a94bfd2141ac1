package io.elixirscope.foundation.examples.orders;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// What a person sees while the demo runs: a line a happening, with the time since the start. Thread-safe.
final class DemoTalk {

    private final PrintStream err;
    private final long startNanos = System.nanoTime();

    DemoTalk(PrintStream err) {
        this.err = err;
    }

    synchronized void say(String text) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        err.println(String.format(Locale.ROOT, "%6.1f s  %s", seconds, text));
    }

    /// A duration for people: `0.3 ms`, `1.2 s`.
    static String time(long nanos) {
        var time = Duration.ofNanos(nanos);
        if (time.toMillis() >= 1_000) {
            return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
        }
        return nanos >= 100_000
                ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%.1f µs", nanos / 1e3);
    }

    /// A number for people: `1,403`.
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
