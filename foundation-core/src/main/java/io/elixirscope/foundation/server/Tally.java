package io.elixirscope.foundation.server;

import io.elixirscope.foundation.telemetry.TelemetryEvent;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Counts one kind of loss of one server and tells of it at most once a second, on a thread of its own, so
/// that a listener never holds the engine. Thread-safe; counting does not block.
final class Tally {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final ServerRuntime runtime;
    private final TelemetryEvent event;
    private final String server;
    private final LongAdder total = new LongAdder();
    private final AtomicLong untold = new AtomicLong();
    private final AtomicBoolean telling = new AtomicBoolean();

    Tally(ServerRuntime runtime, TelemetryEvent event, String server) {
        this.runtime = runtime;
        this.event = event;
        this.server = server;
    }

    /// Whether somebody listens.
    boolean enabled() {
        return event.enabled();
    }

    void add(long number) {
        if (number == 0) {
            return;
        }
        total.add(number);
        if (!event.enabled()) {
            return;
        }
        untold.addAndGet(number);
        if (telling.compareAndSet(false, true)) {
            handOver();
        }
    }

    long total() {
        return total.sum();
    }

    private void handOver() {
        runtime.scheduler().start("telemetry " + event.name(), ThreadKind.VIRTUAL, this::tell);
    }

    private void tell() {
        long number = untold.getAndSet(0);
        if (number > 0) {
            event.emit(number, server);
            runtime.timers().after(BETWEEN, this::handOver);
            return;
        }
        telling.set(false);
        if (untold.get() > 0 && telling.compareAndSet(false, true)) {
            tell();
        }
    }
}
